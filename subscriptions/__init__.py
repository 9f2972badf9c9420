"""Subscriptions by mail: what was published, to whoever asked for it, until they have had enough."""
