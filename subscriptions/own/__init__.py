"""A subscriber's own pages, to which the links in each mail lead: another choice, and no more mails."""
