"""The words in PDF files of public documents: read by the worker, shown beside the file and found by the search."""
