"""Many projects, tenders or plans at once, from a list: each line becomes a draft that waits for a second person"""
