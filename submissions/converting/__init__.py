"""Files of older word processors as Word files: by LibreOffice, confined, where the machine has it."""
