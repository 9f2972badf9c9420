"""The steps of deploy/install, deploy/update and deploy/remove, in the order in which one needs the other.

They run on Debian's own Python before there is anything else. What they say is written in Vietnamese as it stands:
there is no catalogue yet to look it up in.
"""
