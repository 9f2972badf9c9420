"""The lists that documents are filed by, on the screens of the back office"""
