"""Whether the site's SECRET_KEY is the one that its data were written with."""
