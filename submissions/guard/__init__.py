"""What every request passes before Wagtail's own views: one writer at a time, nothing unseen."""
