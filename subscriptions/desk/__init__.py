"""What the back office sees of subscriptions: numbers, and no address."""
