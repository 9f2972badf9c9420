"""The power fails, again and again: every process of the site is killed (-9) at once, wherever each of them is.

In each round one process uploads, sends in, approves and publishes through the back office's addresses, one closes a
period, one approves a table of royalties, draws up its list, checks, approves and pays it. What each was told to be
done it writes into a pipe, which outlives it. Afterwards: all of that is there, and nothing is by half.
"""

import contextlib
import datetime
import hashlib
import json
import os
import random
import signal
import time
from collections import Counter

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.closing import closing
from compliance.closing.verifying import closed_in_order, differences
from compliance.models import ClosedPeriod
from keeping.leftovers import leftovers
from royalties.models import Author, PaymentList, RoyaltyTable
from royalties.paying import paying
from royalties.sealed.check_sums import list_check_sum, table_check_sum
from submissions.models import NewsDocument, NewsImage, NewsPage
from submissions.rights import positions
from tests import factories
from tests.races.closing import period_number
from tests.royalties.stories import Office, moment, signed
from tests.submissions.uploads import tus
from tests.workflow import submit

# A dozen in every run; a hundred by hand, as docs/faults.md says.
ROUNDS = int(os.environ.get("POWER_CUTS", "12"))
# Up to so many seconds after the beginning of a round: some of it is done by then, and some is not.
LONGEST = 1.5
# The last round goes to its end: each step is reached, however slow the machine.
PATIENCE = 120


class Town:
    """Whoever acts; made once, before the first round."""

    def __init__(self):
        self.unit = factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit)
        self.leader = factories.leader_of(self.unit)
        self.editor = factories.editor()
        self.office = Office()


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def news_of(town, number, done):
    """Upload a document and a photo; a piece from the draft to the public."""
    writer = logged_in(town.contributor)
    content = b"%PDF-1.7\n" + random.Random(number).randbytes(150_000) + b"\n%%EOF"
    sent = {"title": f"Văn bản {number}", "collection": town.unit.collection_id}
    answer = writer.post(
        "/admin/documents/multiple/add/", sent | {"files[]": SimpleUploadedFile(f"van-ban-{number}.pdf", content)}
    )
    assert answer.json()["success"], answer.content
    done("document", answer.json()["doc_id"], hashlib.sha256(content).hexdigest())
    address = tus.send(writer, town.unit, tus.photo_bytes(seed=number), form=f"tin-{number}")
    photo = tus.finish(writer, address).json()["pk"]
    done("photo", photo)
    image = NewsImage.objects.get(pk=photo)
    piece = factories.news(town.unit, owner=town.contributor, title=f"Tin trong đêm số {number}", image=image)
    submit(piece, town.contributor)
    done("sent", piece.pk)
    for user, name in ((town.leader, "approve"), (town.editor, "publish")):
        shown = positions.reading_position(NewsPage.objects.get(pk=piece.pk))
        answer = logged_in(user).post(reverse(f"submissions:{name}", args=[piece.pk]), {"position": shown})
        assert answer.status_code == 302, answer.status_code
        done(name, piece.pk)


def closing_of(town, number, done):
    """The day after each further period is over."""
    period = period_number(number)
    with time_machine.travel(moment(period.year, period.month, 28), tick=True):
        for closed in closing.close_due():
            done("closed", closed.key)


def money_of(town, number, done):
    """The piece of one day, from the table to the payment."""
    office, today = town.office, timezone.localdate()
    day = datetime.date(2019, 4, 1) + datetime.timedelta(days=number)
    author = Author.objects.create(name=f"Người thứ {number}", unit=town.unit, kind=Author.Kind.OUTSIDE)
    signed(town.unit, author.name, at=moment(day.year, day.month, day.day), title=f"Tin có nhuận bút số {number}")
    table = office.approved(day, day)
    done("table", table.pk)
    drawn = office.listed(table, pay_day=today)
    done("list", drawn.pk)
    checked = paying.check(drawn.pk, user=office.accountant)
    paying.approve_list(checked.pk, user=office.director, shown=list_check_sum(checked))
    done("payable", drawn.pk)
    paying.enter_payment(drawn.pk, paid_on=today, voucher_number=f"PC {number:03}", user=office.accountant)
    done("paid", drawn.pk)


def begin(deed, town, number, pipe):
    """The number of a process of its own that does `deed`, and tells in `pipe` what it was told to be done."""
    process = os.fork()
    if process:
        return process
    try:
        deed(town, number, lambda *told: os.write(pipe, f"{json.dumps(told)}\n".encode()))
    except BaseException as error:
        os.write(pipe, f"{json.dumps(['error', f'{type(error).__name__}: {error}'])}\n".encode())
    finally:
        os._exit(0)


def cut(town, number, *, after):
    """What was told to be done (list) in one round before the power failed `after` seconds, or when all was done."""
    connection.close()
    reading, writing = os.pipe()
    processes = [begin(deed, town, number, writing) for deed in (news_of, closing_of, money_of)]
    os.close(writing)
    until = time.monotonic() + after
    while time.monotonic() < until and not all(is_over(process) for process in processes):
        time.sleep(0.01)
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for process in processes:
        os.waitpid(process, 0)
    with os.fdopen(reading) as told:
        return [json.loads(line) for line in told if line.endswith("\n")]


def is_over(process):
    """Whether the process of this number has ended; it is still waited for afterwards."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def is_there(kind, key, *more):
    """Whether what was told to be done is."""
    if kind == "document":
        document = NewsDocument.objects.get(pk=key)
        return hashlib.sha256(document.file.open().read()).hexdigest() == more[0]
    if kind == "photo":
        return NewsImage.objects.filter(pk=key).exists()
    if kind in ("sent", "approve", "publish"):
        piece = NewsPage.objects.get(pk=key)
        return {
            "sent": piece.current_workflow_state is not None or piece.live,
            "approve": piece.sent_at is not None,
            "publish": piece.live and piece.published_at is not None,
        }[kind]
    if kind == "closed":
        return any(closed.key == key for closed in ClosedPeriod.objects.all())
    if kind == "table":
        return RoyaltyTable.objects.get(pk=key).is_approved
    payment = PaymentList.objects.get(pk=key)
    return {"list": True, "payable": bool(payment.digest), "paid": hasattr(payment, "disbursement")}[kind]


def by_half():
    """What is neither done nor undone (list of str), in the whole site."""
    previous = None
    for closed in closed_in_order():
        yield from differences(closed, previous=previous)
        previous = closed
    for table in RoyaltyTable.objects.exclude(digest=""):
        if table.digest != table_check_sum(table):
            yield f"table {table.pk} is not as it was approved"
    for payment in PaymentList.objects.exclude(digest=""):
        if payment.digest != list_check_sum(payment):
            yield f"list {payment.pk} is not as it was approved"
    for payment in PaymentList.objects.filter(disbursement__isnull=False, digest=""):
        yield f"list {payment.pk} is paid and not approved"
    for piece in NewsPage.objects.live().filter(title__startswith="Tin trong đêm"):
        if piece.sent_at is None or piece.published_at is None:
            yield f"piece {piece.pk} is live without its approvals"
    for kind in (NewsDocument, NewsImage):
        for file in kind.objects.all():
            if not file.file.storage.exists(file.file.name) or file.file.size != file.file_size:
                yield f"{kind.__name__} {file.pk} has no whole file"
            file.file.close()


def what_is_left():
    """(how many files nothing needs, how many of them a month later), once what may go has gone."""
    begun = timezone.now()
    found = len(leftovers.look())
    with time_machine.travel(begun + leftovers.KEPT + datetime.timedelta(days=1), tick=True):
        leftovers.clear_half_written()
        leftovers.remove()
        half = leftovers.half_written()
        return found, len(leftovers.look()) + len(half)


def power_cuts():
    """What was lost or left by half, how often each step was reached before the power failed, and what is left over."""
    town, chance = Town(), random.Random(25)
    reached, lost, errors = Counter(), [], []
    for number in range(ROUNDS):
        is_last = number == ROUNDS - 1
        for kind, *told in cut(town, number, after=PATIENCE if is_last else chance.uniform(0.05, LONGEST)):
            reached[kind] += 1
            if kind == "error":
                errors += told
            elif not is_there(kind, *told):
                lost.append([kind, *told])
    half = list(by_half())
    found, left = what_is_left()
    return {"lost": lost, "half": half, "errors": errors, "reached": reached, "leftovers": found, "left": left}
