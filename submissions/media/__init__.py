"""Photos and documents, from the upload to the reader."""
