"""Why something is not done, told to the person who asked for it. Without models: what is below them asks too."""

from django.contrib import messages


class Refusal(Exception):
    """Must not happen; `sentence` tells the person why, in Vietnamese, and what to do. Nothing was changed.

    Not a PermissionDenied: Wagtail's edit view swallows that one and commits what came before it.
    """

    # How the sentence is shown where it is told as a message.
    level = messages.WARNING

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyDone(Refusal):
    """Somebody else was quicker, or the same click came twice. A warning, as every refusal: see what was done."""


def tell(request, refusal):
    """Show the sentence of `refusal` on the next page that the person sees."""
    messages.add_message(request, refusal.level, refusal.sentence)
