"""Ways in: the quick form, photos in pieces, mails."""

from tests.strength.planting import Fault

FAULTS = (
    Fault(
        name="quick-photo-of-another-unit",
        file="submissions/quick/forms.py",
        line="allowed = [row for row in self.rows if row.pk in stored or may_choose(self.user, NewsImage, row.pk)]",
        becomes="allowed = list(self.rows)",
        breaks="A photo of another unit is put into no piece, whatever number is posted.",
        tests=("tests/submissions/quick/test_nothing_is_lost.py",),
    ),
    Fault(
        name="quick-over-a-newer-version",
        file="submissions/quick/views.py",
        line="if newer := form.newer_version():",
        becomes="if newer := None:",
        breaks="Who saves over a newer version is told of it first.",
        tests=("tests/submissions/quick/test_nothing_is_lost.py",),
    ),
    Fault(
        name="quick-for-any-unit",
        file="submissions/quick/views.py",
        line="if self.unit.page_id is None or not roles.user_can_write_for(request.user, self.unit):",
        becomes="if self.unit.page_id is None:",
        breaks="A piece is written for the own unit alone, while it is open.",
        tests=("tests/submissions/quick/test_who.py",),
    ),
    Fault(
        name="uploads-anybodys",
        file="submissions/uploads/receiving.py",
        line='return PhotoUpload.objects.select_related("unit__collection", "image").filter(owner=user, token=token).first()',
        becomes='return PhotoUpload.objects.select_related("unit__collection", "image").filter(token=token).first()',
        breaks="An upload is its owner's alone.",
        tests=("tests/submissions/uploads/test_receiving.py",),
    ),
    Fault(
        name="uploads-for-any-unit",
        file="submissions/uploads/receiving.py",
        line="if unit not in roles.units_of(user) or unit.collection is None:",
        becomes="if unit.collection is None:",
        breaks="Photos are added for the own unit alone, also when the assignment ends on the way.",
        tests=("tests/submissions/uploads/test_receiving.py",),
    ),
    Fault(
        name="uploads-tell-of-drafts",
        file="submissions/uploads/known.py",
        line="elif rights.user_reads_newest(user, piece):",
        becomes="else:",
        breaks="Where a photo was used before is told of no piece that the person may not read.",
        tests=("tests/submissions/uploads/test_likeness.py",),
    ),
    Fault(
        name="mail-in-forged-sender",
        file="submissions/mail_in/judging.py",
        line="if not trust.is_proven(letter.message, sender=letter.sender, server=settings.MAIL_IN_AUTHSERV_ID):",
        becomes="if not letter.sender:",
        breaks="Nothing becomes a draft of whom the receiving server does not vouch for, and nobody is answered.",
        tests=("tests/submissions/mail_in/test_judging.py",),
    ),
    Fault(
        name="mail-in-another-units-draft",
        file="submissions/mail_in/judging.py",
        line="owner = owner_among([membership for membership in held if membership.unit_id == unit.pk])",
        becomes="owner = owner_among(held)",
        breaks="A mail becomes a draft of a unit whose member sent it, and of no other.",
        tests=("tests/submissions/mail_in/test_judging.py",),
    ),
)
