"""A live piece on paper: to be read over the loudspeaker, and to be pinned to the notice board."""
