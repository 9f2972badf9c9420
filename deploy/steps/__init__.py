"""The steps of deploy/install, deploy/update and deploy/remove.

`installing`, `updating` and `removing` are what these start; the other files are what they share, a part of the
machine each.
They run on Debian's own Python before there is anything else. What they say is written in Vietnamese as it stands:
there is no catalogue yet to look it up in.
"""
