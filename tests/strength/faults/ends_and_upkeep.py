"""Units that end and merge, and what an administrator looks after."""

from tests.strength.planting import Fault

FAULTS = (
    Fault(
        name="ending-moves-oneself",
        file="submissions/ending/plan.py",
        line="if self.is_own(member):",
        becomes="if self.by is None:",
        breaks="Nobody appoints themselves, by the end of a unit either.",
        tests=("tests/submissions/ending_screens/test_ending.py",),
    ),
    Fault(
        name="ending-not-what-was-shown",
        file="submissions/ending_screens/views.py",
        line="if not fates.is_valid() or digest(sections) != self.request.POST.get(SHOWN):",
        becomes="if not fates.is_valid():",
        breaks="What is done at the end of a unit is what was shown last.",
        tests=("tests/submissions/ending_screens/test_ending.py",),
    ),
    Fault(
        name="ending-in-closed-time",
        file="compliance/terms/ending_units.py",
        line="if closed is None or self.ending.last_day >= closed or not changed:",
        becomes="if closed is None or self.ending.end_day >= closed or not changed:",
        breaks="The end of a unit moves no closed figure.",
        tests=("tests/compliance/terms/test_ending_units.py",),
    ),
    Fault(
        name="list-changes-a-closed-unit",
        file="submissions/units/loading_units.py",
        line="elif owner and owner.valid_to and owner.valid_to <= today():",
        becomes="elif owner and owner.valid_to and owner.valid_to > today():",
        breaks="A list never changes a closed unit.",
        tests=("tests/compliance/year/test_reform_of_2025.py",),
    ),
    Fault(
        name="upkeep-opens-superusers",
        file="submissions/upkeep/locked.py",
        line="if not user_can_change_account(user, account):",
        becomes="if not user.is_active:",
        breaks="The locked account of a superuser is opened by a superuser.",
        tests=("tests/submissions/upkeep/test_upkeep.py",),
    ),
    Fault(
        name="upkeep-tells-titles",
        file="submissions/upkeep/mails.py",
        line='if hasattr(mail, "notice") or mail.headers:',
        becomes="if mail.headers:",
        breaks="An administrator reads no title of a draft in the outbox.",
        tests=("tests/submissions/upkeep/test_upkeep.py",),
    ),
    Fault(
        name="upkeep-leaves-settings-out",
        file="submissions/upkeep/families.py",
        line="family(SETTINGS, UnitKind, Category, Decree, DecreePoint),",
        becomes="family(SETTINGS, UnitKind, Category, Decree),",
        breaks="Whatever is changed in the settings stands in the list of who changed what.",
        tests=("tests/submissions/upkeep/test_upkeep.py",),
    ),
    Fault(
        name="early-reminder-on-a-sunday",
        file="compliance/due/reminders.py",
        line="return Reminder.Kind.EARLY if is_read_today else None",
        becomes="return Reminder.Kind.EARLY",
        breaks="After an outage the early reminder waits for a working day.",
        tests=("tests/compliance/due/test_reminders.py",),
    ),
)
