"""The schematic map: places as cells of a grid, in shapes and lines of words; reads no database."""
