"""The demo city as data without models: invented people, news, and what becomes of each piece."""
