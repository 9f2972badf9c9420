"""The demo city: invented people, news and pictures of Phan Thiết, as data without models."""
