"""The year before the story: its pieces as rows, so that matrix, trend and points of a whole year have figures."""
