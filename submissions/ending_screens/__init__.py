"""The assistant by which units end and merge: asked, shown line by line, confirmed."""
