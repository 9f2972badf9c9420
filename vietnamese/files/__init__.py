"""The files of an office: tables that are read in, and sheets and official papers that are written."""
