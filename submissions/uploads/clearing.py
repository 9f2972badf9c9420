"""What is left of uploads that never ended, and of those that did."""

import datetime

from django.utils import timezone

from submissions.models import PhotoUpload

# As long a line may be down, or a telephone switched off, and the upload goes on where it was.
KEPT = datetime.timedelta(days=1)
# As long the same file for the same form is known again.
REMEMBERED = datetime.timedelta(days=30)


def clear_old():
    """Delete what was given up, and forget what ended long ago; returns how many uploads were given up (int)."""
    now = timezone.now()
    given_up = PhotoUpload.objects.filter(begun_at__lt=now - KEPT, image=None)
    count = 0
    for upload in given_up:
        upload.forget_bytes()
        upload.delete()
        count += 1
    PhotoUpload.objects.filter(begun_at__lt=now - REMEMBERED).delete()
    return count
