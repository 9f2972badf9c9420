"""RSS and Atom: the newest pieces of the site, of a unit and of a section."""
