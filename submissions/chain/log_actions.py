"""The decisions that Wagtail has no log action for, with the words in which its own history shows them."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

ACTIONS = {
    "submissions.take_down": (_("Take down"), _("Taken down: %(reason)s")),
    "submissions.reword_reason": (_("Change what readers are told"), _("Readers are told now: %(reason)s")),
    "submissions.set_aside": (_("Set the unit's draft aside"), _("The unit's draft was set aside: %(reason)s")),
    "submissions.paper_attached": (
        _("Attach an approval on paper"),
        _("An approval on paper was attached: %(reason)s"),
    ),
    "submissions.paper_confirmed": (
        _("Confirm an approval on paper"),
        _("An approval on paper was confirmed: %(reason)s"),
    ),
    "submissions.paper_refused": (_("Refuse an approval on paper"), _("An approval on paper was refused: %(reason)s")),
    "submissions.handed_over": (_("Hand over to the successor"), _("Handed over: %(reason)s")),
    "submissions.unit_ended": (_("End a unit"), _("Ended: %(reason)s")),
    "submissions.unit_end_taken_back": (_("Take back the end of a unit"), _("End taken back: %(reason)s")),
    "submissions.mark_duplicate": (_("Mark as a duplicate"), _("Marked as a duplicate of: %(reason)s")),
}


def register(actions):
    """Register ours with Wagtail's `actions` (hook register_log_actions)."""
    asked = _("Ask for a link to choose a password")
    actions.register_action("submissions.password_link", asked, asked)
    actions.register_action("submissions.mail_again", _("Send a mail again"), _("The mail was sent again"))
    actions.register_action("submissions.account_opened", _("Open an account"), _("The locked account was opened"))
    for name, (label, sentence) in ACTIONS.items():
        actions.register_action(name)(formatter(label, sentence))


def formatter(action_label, sentence):
    class ReasonFormatter(LogFormatter):
        label = action_label

        def format_message(self, log_entry):
            return sentence % {"reason": log_entry.data.get("comment", "")}

    return ReasonFormatter
