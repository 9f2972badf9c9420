"""The calendar as programs subscribe to it (iCalendar, RFC 5545)."""
