"""What is done by itself: closing, reminders."""
