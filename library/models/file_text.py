"""What stands in a PDF of a public document, as text: for telephones, for readers' programs, for the search."""

from django.db import models

from submissions.models import NewsDocument


class FileText(models.Model):
    """The text of one file, which is not in anybody's version of a document: it follows from the file alone.

    The row is there as soon as it was tried; of a scan, and of what cannot be read, the text is empty.
    """

    document = models.OneToOneField(NewsDocument, primary_key=True, on_delete=models.CASCADE, related_name="read_text")
    # Another file in its place is read anew.
    file_name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    is_cut = models.BooleanField(default=False)
    read_at = models.DateTimeField(auto_now=True)

    # It follows from the file, and is no place where that is used.
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.document)


def text_of(document):
    """The FileText of `document` (a NewsDocument) where there are words of the file that it has now; else None."""
    read = getattr(document, "read_text", None)
    return read if read is not None and read.text and read.file_name == document.file.name else None
