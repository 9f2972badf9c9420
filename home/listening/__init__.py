"""Recordings of the radio: by date and by programme, heard on the page or as a podcast."""
