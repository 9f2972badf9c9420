"""Every file of tests/vietnamese/files/office_files.py through one loader: by its command and on its screen, twice."""

import io
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.vietnamese.files.office_files import READ_ALIKE, REFUSED
from tests.vietnamese.files.other_writers import made

UNCHANGED = "thêm mới 0, cập nhật 0, giữ nguyên 2"


@dataclass
class Loader:
    """A command, its screen, and the list of two lines that its files are made of."""

    command: str
    address: str
    table: list
    folder: object
    client: object

    def run(self, name, content):
        """What the command says of a file."""
        path = self.folder / name
        path.write_bytes(content)
        out = io.StringIO()
        call_command(self.command, str(path), stdout=out)
        return out.getvalue()

    def refusal(self, name, content):
        """The sentences with which the command refuses a file; what it says where it does not."""
        try:
            return f"READ {self.run(name, content)}"
        except CommandError as refusal:
            _nothing_done, *problems = str(refusal).split("\n")
            return problems

    def show(self, name, content):
        """The screen's preview of a file: its lines, or its problems."""
        return self.client.post(self.address, {"file": SimpleUploadedFile(name, content)}).context

    def alike(self):
        """{name: content} of what is read alike."""
        return {name: make(self.table) for name, make in READ_ALIKE.items()}

    def refused(self):
        """{name: (content, sentence)} of what is refused."""
        return {name: (make(self.table), sentence) for name, (make, sentence) in REFUSED.items()}


def surprises_of_the_command(loader):
    """{name: what it said} of the files by which a list that is loaded already would change anything."""
    said = {name: loader.refusal(name, content) for name, content in loader.alike().items()}
    return {name: words for name, words in said.items() if UNCHANGED not in words}


def surprises_of_the_screen(loader):
    """{name: what it shows} of the files that the screen reads otherwise than the command did."""
    shown = {name: loader.show(name, content) for name, content in loader.alike().items()}
    return {
        name: context.get("problems") or [line.effects for line in context["lines"]]
        for name, context in shown.items()
        if [line.effects for line in context.get("lines", ())] != [(), ()]
    }


def surprises_of_refusals(loader):
    """{name: what was said} of the files that are not refused in one sentence, the same on both ways."""
    odd = {}
    for name, (content, sentence) in loader.refused().items():
        by_command, on_screen = loader.refusal(name, content), loader.show(name, content).get("problems")
        # A file of no bytes is refused by the form itself.
        is_alike = by_command == on_screen if content else on_screen is None
        if not (len(by_command) == 1 and sentence in by_command[0] and is_alike):
            odd[name] = (by_command, on_screen)
    return odd


def made_by_others():
    """{name: content} of what others wrote of the list of officers."""
    return {name: made(name) for name in ("plain.xls", "merged.xls", "plain.ods", "merged.ods", "libreoffice.xlsx")}
