"""One outbox: whoever has something to tell writes a row of it, and one function sends them."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from post_office.models import Email

from scripts.house import APPS
from submissions.kept.outbox import mail_row

# Who writes a mail, and who sends what is written.
# Looks whether the server answers; sends nothing.
ASKS = {"keeping/doctor/network.py"}
WRITES, SENDS = {"submissions/kept/outbox.py"}, {"compliance/due/due.py"}
ROOT = Path(settings.BASE_DIR)


def imported_by(file):
    """What `file` (Path) imports, as "module.name"."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_mail_goes_another_way():
    """Of pieces, of accounts and passwords, of what is owed, of scores, of royalties: all through one outbox."""
    ways = {}
    for app in (*APPS, "scripts"):
        for file in (ROOT / app).rglob("*.py"):
            for name in imported_by(file):
                if name.startswith(("django.core.mail", "post_office.mail", "smtplib")):
                    ways.setdefault(name, set()).add(str(file.relative_to(ROOT)))
    assert ways == {
        "post_office.mail": WRITES,
        "post_office.mail.send_queued": SENDS,
        "django.core.mail.get_connection": ASKS,
        "smtplib": ASKS,
    }


@pytest.mark.django_db
def test_a_mail_goes_to_one_mailbox():
    """In quotes a comma may stand in an address; the outbox would make of it the mailboxes of others."""
    quoted = SimpleNamespace(email='"x,nguoi.khac@thu.example,y"@xau.example')
    with pytest.raises(ValidationError):
        mail_row("feedback/mail/received.txt", recipient=quoted, context={})
    assert not Email.objects.exists()
