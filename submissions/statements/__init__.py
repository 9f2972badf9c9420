"""What the board tells the public in its own name: whoever wrote it is never who publishes it"""
