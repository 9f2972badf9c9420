"""`read_word`: a Word file as a piece of news."""

from submissions.screens.refusals import Refusal


class UnreadableFile(Refusal):
    """The file is not read; the sentence says why and what to do."""


def read_word(file, *, name=None):
    """The WordPiece in `file` (an open file with its bytes; `name` or `file.name` ends in .docx).

    Raises UnreadableFile, with a sentence for the person who sent it, for what is no such file, is damaged, encrypted,
    too large or made to do harm. Nothing of it is left behind.
    """
    raise NotImplementedError
