"""Who read or changed personal details, and when: in Wagtail's log, without what they are.

Of the author where one person's were opened, of the payment list where all of its people's were shown or handed out.
"""

from wagtail.log_actions import log

READ, CHANGED = "royalties.personal_read", "royalties.personal_change"


def note_reading(*instances, user):
    """Note that `user` has been shown the personal details that belong to `instances` (Authors, PaymentLists)."""
    for instance in instances:
        log(instance=instance, action=READ, user=user)
