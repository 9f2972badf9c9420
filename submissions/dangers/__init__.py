"""Files from outside that would do something to whoever opens them are refused, in words that say what to do."""
