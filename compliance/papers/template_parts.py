"""The parts of a Word file that wants to be a template: nothing in it runs or fetches, and nothing deleted is left."""

import io
import zipfile

from lxml import etree

from submissions.word.package import LARGEST_XML, Package, Unfit, W, parsed

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
# Main parts by their content type: a document, a template file of Word's, and what brings programs along.
DOCX, DOTX = b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
WITH_PROGRAMS = b"macroEnabled"
# What Word runs or fetches when it opens a file, by the ends of the relations' types.
HYPERLINK = "/hyperlink"
ACTIVE = (
    "/vbaProject",
    "/oleObject",
    "/control",
    "/package",
    "/aFChunk",
    "/subDocument",
    "/attachedTemplate",
    "/frame",
)
ACTIVE_PARTS = ("vbaproject", "oleobject", "activex", "embeddings/", "afchunk")
# Fields that show what the document itself knows. All others can fetch, run or ask, or put such a one together.
OF_PLACES = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "LISTNUM")
OF_DAYS = ("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE")
OF_THE_FILE = ("TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "FILENAME", "DOCPROPERTY", "NUMWORDS", "NUMCHARS")
OF_FORMS = ("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN")
FIELDS = {*OF_PLACES, *OF_DAYS, *OF_THE_FILE, *OF_FORMS, "TOC", "TC", "HYPERLINK", "SYMBOL"}
DELETED = (f"{W}del", f"{W}moveFrom")


def looked_through(content):
    """The template `content` (bytes) without what is marked in it as deleted. Raises Unfit, its code saying why not."""
    if len(content) > LARGEST:
        raise Unfit("too_large")
    try:
        return written_anew(Package(content))
    except Unfit as unfit:
        # Word encrypts otherwise: a ZIP with a password is none of its documents.
        raise Unfit("no_word") if unfit.code == "encrypted" and content.startswith(b"PK") else unfit from unfit


def written_anew(package):
    if sum(entry.file_size for entry in package.zip.infolist()) > LARGEST_UNPACKED:
        raise Unfit("too_large")
    refuse_kinds(package)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in package.zip.namelist():
            kept.writestr(name, part_of(package, name))
    return target.getvalue()


def refuse_kinds(package):
    types = package.read("[Content_Types].xml", limit=LARGEST_XML)
    if WITH_PROGRAMS in types or any(part in name for name in package.names for part in ACTIVE_PARTS):
        raise Unfit("active")
    if DOTX in types:
        raise Unfit("dotx")
    if DOCX not in types:
        raise Unfit("no_word")


def part_of(package, name):
    """The bytes of a part, which may be kept as they are unless it is text."""
    content = package.read(name, limit=LARGEST_UNPACKED)
    if name.lower().endswith(".rels"):
        refuse_relations(parsed(content))
    if not (name.lower().startswith("word/") and name.lower().endswith(".xml")):
        return content
    root = parsed(content)
    refuse_fields(root)
    if root.find(f".//{W}mailMerge") is not None:
        raise Unfit("active")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True) if forgot(root) else content


def refuse_relations(root):
    for relation in root.iter("{*}Relationship"):
        kind = relation.get("Type", "")
        is_elsewhere = relation.get("TargetMode", "").lower() == "external" and not kind.endswith(HYPERLINK)
        if is_elsewhere or kind.endswith(ACTIVE):
            raise Unfit("active")


def refuse_fields(root):
    """Raise Unfit for a field that is none of FIELDS, however its instruction is divided into runs."""
    open_fields = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText", f"{W}delInstrText"):
        if element.tag == f"{W}fldSimple":
            refuse_field(element.get(f"{W}instr", ""))
        elif element.tag != f"{W}fldChar":
            # Without a beginning it is no field to Word either, but what stands there is none of ours.
            if not open_fields:
                refuse_field(element.text or "")
            else:
                open_fields[-1] += element.text or ""
        elif element.get(f"{W}fldCharType") == "begin":
            open_fields.append("")
        elif open_fields and element.get(f"{W}fldCharType") == "end":
            refuse_field(open_fields.pop())
    for instruction in open_fields:
        refuse_field(instruction)


def refuse_field(instruction):
    words = instruction.split()
    if words and words[0].upper() not in FIELDS:
        raise Unfit("field")


def forgot(root):
    """Take out of `root` what is marked as deleted or moved away; whether there was any."""
    deleted = list(root.iter(*DELETED))
    for element in deleted:
        parent = element.getparent()
        if parent is not None and parent.tag == f"{W}trPr":
            # The row itself was deleted.
            parent, element = parent.getparent().getparent(), parent.getparent()
        if parent is not None and element in parent and parent.tag != f"{W}rPr":
            parent.remove(element)
    return bool(deleted)
