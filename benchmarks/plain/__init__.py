"""A Wagtail site as its tutorial makes one: a front page with the newest twenty articles, and articles with a photo."""
