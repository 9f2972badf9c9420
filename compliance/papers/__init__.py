"""The papers as files: report, letters, a unit's sheet, the office's own template."""
