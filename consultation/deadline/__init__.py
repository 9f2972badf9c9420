"""The last day of a consultation as a calendar program takes it (iCalendar, RFC 5545)."""
