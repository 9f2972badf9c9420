"""What cannot be sent in is kept as a draft: the person has typed it, and hears why it was not sent."""

from django.db import transaction

from submissions.screens.refusals import Refusal, tell

SENDING = "action-submit"


def sent_or_kept(request, view, *args, **kwargs):
    """The answer of Wagtail's `view` of the editor; when the chain refuses to begin, that to saving what was sent.

    The form asks beforehand, but what it asks for can be gone when the step begins: the unit's last leader, say.
    """
    if SENDING not in request.POST:
        return view(request, *args, **kwargs)
    try:
        with transaction.atomic():
            return view(request, *args, **kwargs)
    except Refusal as refusal:
        tell(request, refusal)
    request.POST = request.POST.copy()
    del request.POST[SENDING]
    return view(request, *args, **kwargs)
