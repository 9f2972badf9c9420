"""Losing nothing: backups that are checked, a site put back from one, and a look at what the site rests on."""
