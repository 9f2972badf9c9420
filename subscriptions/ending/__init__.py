"""How a subscription ends: by its reader, by a mailbox that is gone; and what is deleted when its time is over."""
