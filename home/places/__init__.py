"""Pages that are not in the tree: the site map for people, the statement on accessibility."""
