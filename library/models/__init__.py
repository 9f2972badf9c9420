"""Rows and pages of the library: documents, what each does to others, and the lists that they are filed by."""

from .document import DocumentFile, DocumentPage, DocumentRelation
from .file_text import FileText
from .place import DocumentsPage
from .terms import Authority, DocumentForm, Field

__all__ = [
    "Authority",
    "DocumentFile",
    "DocumentForm",
    "DocumentPage",
    "DocumentRelation",
    "DocumentsPage",
    "Field",
    "FileText",
]
