"""Files that offices send, and what leaves as a file."""

from tests.strength.planting import Fault

FAULTS = (
    Fault(
        name="files-cells-in-error",
        file="vietnamese/files/sheet_reader.py",
        line="cells[column] = CELL_ERROR",
        becomes="pass",
        breaks="A cell that shows an error is told, whatever the format; it is not read as blank.",
        tests=("tests/vietnamese/files/test_table_files.py",),
    ),
    Fault(
        name="files-doubled-column",
        file="vietnamese/files/table_files.py",
        line="again.append(cell)",
        becomes="pass",
        breaks="Of two columns that mean the same, none is taken without a word.",
        tests=("tests/vietnamese/files/test_table_files.py",),
    ),
    Fault(
        name="files-delimiter",
        file="vietnamese/files/comma_separated.py",
        line='DELIMITER = ";"',
        becomes='DELIMITER = ","',
        breaks="A CSV opens in columns by a double click in a Vietnamese Excel.",
        tests=("tests/vietnamese/files/test_comma_separated.py",),
    ),
    Fault(
        name="files-unprintable-forms",
        file="vietnamese/middleware.py",
        line="request.POST = clean",
        becomes="pass",
        breaks="What no file can be written with does not enter by a form.",
        tests=("tests/language/test_unprintable.py",),
    ),
    Fault(
        name="files-unprintable-documents",
        file="vietnamese/files/official.py",
        line="run = paragraph.add_run(printable(text))",
        becomes="run = paragraph.add_run(text)",
        breaks="One such character in the database stops no letter and no register.",
        tests=("tests/language/test_unprintable.py",),
    ),
    Fault(
        name="files-template-outside-relations",
        file="compliance/papers/template_parts.py",
        line="if is_elsewhere or kind.endswith(ACTIVE):",
        becomes="if kind.endswith(ACTIVE):",
        breaks="No template of the report makes Word fetch anything from elsewhere.",
        tests=("tests/compliance/papers/test_hostile_templates.py",),
    ),
    Fault(
        name="files-template-repetition",
        file="compliance/papers/merging.py",
        line='if token.type == "tilde" or (begins and token.value not in COMMANDS):',
        becomes="if begins and token.value not in COMMANDS:",
        breaks="A template puts no texts together, which could go on for ever.",
        tests=("tests/compliance/papers/test_hostile_templates.py",),
    ),
    Fault(
        name="files-given-name",
        file="submissions/media/documents.py",
        line='response["Content-Disposition"] = saved_as(given or document_filename)',
        becomes='response["Content-Disposition"] = saved_as(document_filename)',
        breaks="A document is saved under the name that people gave it.",
        tests=("tests/submissions/media/test_kinds_of_documents.py",),
    ),
)
