"""The leaders' working calendar: a week at a time, on the page, on paper and in people's own calendars."""
