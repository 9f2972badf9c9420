"""The database is restarted while people work: a sentence, what they typed, and all goes on with the next request."""

import threading
import time

import pytest
from django.db import connection
from django.urls import reverse

from submissions.models import NewsPage
from submissions.rights import positions
from tests import factories
from tests.faults.site import running_site
from tests.soup import soup_of
from tests.workflow import fresh, submit

pytestmark = pytest.mark.slow
REASON = "Bổ sung thời gian, địa điểm <và> người nói."


@pytest.fixture
def site(tmp_path, migrated_copy, django_db_blocker):
    with django_db_blocker.unblock(), running_site(tmp_path, migrated_copy) as site:
        yield site


class Cast:
    def __init__(self):
        self.unit = factories.UnitFactory()
        self.contributor = factories.contributor_of(self.unit)
        self.leader = factories.leader_of(self.unit)
        self.piece = factories.news(self.unit, owner=self.contributor)
        submit(self.piece, self.contributor)

    @property
    def decision(self):
        return {"position": positions.reading_position(fresh(self.piece)), "reason": REASON}


def ended(database):
    """End every connection to `database` but one's own, as a restart of the server does; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> pg_backend_pid()",
            [database],
        )
        return cursor.fetchone()[0]


def is_waited_for(database):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'", [database]
        )
        return cursor.fetchone()[0] > 0


@pytest.mark.postgres
def test_restarted_in_the_middle_of_a_request(site):
    """The decision waits for the row of the piece; then every connection of the site breaks."""
    cast = Cast()
    leader, address = site.browser(cast.leader), reverse("submissions:send_back", args=[cast.piece.pk])
    answers, sent = [], cast.decision
    keeper = connection.copy()
    with keeper.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM wagtailcore_page WHERE id = %s FOR UPDATE", [cast.piece.pk])
        asking = threading.Thread(target=lambda: answers.append(leader.ask("POST", address, sent)))
        asking.start()
        for _moment in range(600):
            if is_waited_for(site.database):
                break
            time.sleep(0.1)
        assert ended(site.database) >= 2
        asking.join(60)
    keeper.close()
    [(status, page)] = answers
    assert status == 503
    assert "Cơ sở dữ liệu hiện không trả lời" in page
    soup = soup_of(page)
    kept = {field["name"]: field["value"] for field in soup.select("form input[type=hidden]")}
    assert kept["reason"] == REASON
    assert fresh(cast.piece).current_workflow_state.status == "in_progress"
    # The page itself sends it again, and the site has connections that work.
    kept.pop("csrfmiddlewaretoken")
    assert leader.ask("POST", soup.form["action"], kept)[0] == 302
    assert fresh(cast.piece).current_workflow_state.status == "needs_changes"


@pytest.mark.postgres
def test_restarted_between_two_requests_nobody_sees_anything(site):
    cast = Cast()
    leader = site.browser(cast.leader)
    for _restart in range(3):
        assert leader.ask("GET", "/admin/")[0] == 200
        assert ended(site.database) >= 1
        assert leader.ask("GET", "/admin/")[0] == 200
    ended(site.database)
    assert leader.ask("GET", "/readyz")[1].startswith("database: ok")


@pytest.mark.sqlite
def test_two_web_processes_on_sqlite_wait_for_each_other(tmp_path, migrated_copy, django_db_blocker):
    """Twelve decisions by two people, through two processes with a file of a database between them: each is taken."""
    with django_db_blocker.unblock(), running_site(tmp_path, migrated_copy, processes=2) as site:
        cast = Cast()
        pieces = [factories.news(cast.unit, owner=cast.contributor, title=f"Tin số {n}") for n in range(12)]
        for piece in pieces:
            submit(piece, cast.contributor)
        answers = []

        other = factories.leader_of(cast.unit)
        work = [(site.browser(cast.leader), pieces[::2]), (site.browser(other), pieces[1::2])]
        shown = {piece.pk: {"position": positions.reading_position(fresh(piece))} for piece in pieces}

        def ask(browser, mine):
            for piece in mine:
                address = reverse("submissions:approve", args=[piece.pk])
                answers.append(browser.ask("POST", address, shown[piece.pk])[0])

        threads = [threading.Thread(target=ask, args=one) for one in work]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        assert answers == [302] * 12
        assert NewsPage.objects.filter(pk__in=shown, sent_at__isnull=False).count() == 12


@pytest.mark.sqlite
def test_a_database_that_somebody_holds_for_too_long(site):
    """SQLite lets one write at a time: after 20 seconds of waiting the person is told, and keeps what was typed."""
    cast = Cast()
    leader, sent = site.browser(cast.leader), cast.decision
    holder = connection.copy()
    with holder.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        status, page = leader.ask("POST", reverse("submissions:send_back", args=[cast.piece.pk]), sent)
        cursor.execute("ROLLBACK")
    holder.close()
    assert status == 503
    assert "Cơ sở dữ liệu hiện không trả lời" in page
    assert soup_of(page).select_one("input[name=reason]")["value"] == REASON
    assert fresh(cast.piece).current_workflow_state.status == "in_progress"
