"""A run that is killed (-9) while it sends mails, and what the next one sends: a real mail server counts."""

import multiprocessing
import os
import signal
from multiprocessing.connection import wait

import time_machine
from django.db import connection
from post_office.models import STATUS, Email

from compliance.due.due import send_due_mails
from compliance.due.reminders import send_reminders
from submissions.accounts.password_reset import send_invitation
from tests import factories
from tests.compliance.stories import at
from tests.mailserver import Mailbox, running_mail_server
from tests.workflow import submit

FORK = multiprocessing.get_context("fork")
MAILS = 10
SCENES = ("as the server accepts", "before it is handed over")


class Deadly(Mailbox):
    """Kills the process that sends, at the last of the mails, in one of the SCENES; later it is an ordinary one."""

    def __init__(self, scene):
        super().__init__()
        self.scene, self.process, self.begun = scene, None, 0

    def kill(self, scene, *, number):
        if self.process is not None and scene == self.scene and number == MAILS:
            os.kill(self.process.pid, signal.SIGKILL)
            # The process is waited for by its parent alone: a second waitpid would take the exit code away from it.
            wait([self.process.sentinel], timeout=60)

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.begun += 1
        self.kill("before it is handed over", number=self.begun)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        self.kill("as the server accepts", number=len(self.letters))
        return answer

    def numbers(self):
        return [letter["Message-ID"] for _to, letter in self.letters]


def write_mails():
    """Ten mails in the outbox: of a piece that waits for the leader, of new accounts, of what is owed."""
    unit = factories.UnitFactory()
    contributor = factories.contributor_of(unit)
    for _leader in range(3):
        factories.leader_of(unit)
    submit(factories.news(unit, owner=contributor), contributor)
    for _account in range(3):
        send_invitation(factories.editor())
    with time_machine.travel(at("2026-11-19 08:00:10"), tick=False):
        send_reminders()


def mailings_killed():
    """{scene: how the run ended, how many mails it had handed over, and what the next one repeated or left out}."""
    outcome = {}
    write_mails()
    for scene in SCENES:
        Email.objects.update(status=STATUS.queued)
        mailbox = Deadly(scene)
        with running_mail_server(mailbox):
            connection.close()  # the process opens its own
            mailbox.process = FORK.Process(target=send_due_mails)
            mailbox.process.start()
            mailbox.process.join(120)
            exit_code, mailbox.process = mailbox.process.exitcode, None
            accepted = len(mailbox.letters)
            send_due_mails()
        numbers = mailbox.numbers()
        written = set(Email.objects.values_list("message_id", flat=True))
        outcome[scene] = {
            "exit": exit_code,
            "accepted": accepted,
            "twice": len(numbers) - len(set(numbers)),
            "missing": len(written - set(numbers)),
        }
    return outcome
