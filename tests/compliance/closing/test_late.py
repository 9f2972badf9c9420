"""A set time near the end of a period: warned of where it is set, and named where an outage carried it over the end."""

import logging

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from compliance.closing.late import carried_over, last_hour_warning
from compliance.due.due import run_due
from compliance.models import DueJob
from compliance.models.rules import all_rules
from compliance.periods.periods import ReportingPeriod
from submissions.chain import timing
from submissions.chain.scheduling import publish_due
from submissions.rights import positions
from tests import factories, workflow
from tests.compliance.closed_city import City
from tests.compliance.stories import Newsroom, at, row_of

pytestmark = pytest.mark.django_db
NAMED = "Hẹn đăng trước khi hết kỳ, đăng sau đó"


def november():
    return ReportingPeriod.of(2026, 11, rules=all_rules())


@pytest.mark.parametrize(
    ("moment", "is_warned"),
    [
        ("2026-11-24 22:59:59", False),
        ("2026-11-24 23:00:00", True),
        ("2026-11-24 23:59:59", True),
        ("2026-11-25 00:00:00", False),
    ],
)
def test_the_last_hour(moment, is_warned):
    sentences = last_hour_warning(at(moment))
    assert bool(sentences) == is_warned
    assert all("kỳ 11/2026" in sentence and "kỳ 12/2026" in sentence for sentence in sentences)


def test_it_is_told_where_the_time_is_set_and_while_it_waits(client, ward):
    with time_machine.travel(at("2026-11-20 12:00:00"), tick=False):
        piece = ward.send(ward.write(), when=at("2026-11-20 11:30:00"))
        client.force_login(ward.editor, backend="django.contrib.auth.backends.ModelBackend")
        posted = {"position": positions.reading_position(piece), "date": "24/11/2026", "time": "23:30"}
        answer = client.post(reverse("submissions:schedule", args=[piece.pk]), posted, follow=True)
        levels = {message.level_tag: str(message) for message in answer.context["messages"]}
        assert set(levels) == {"success", "warning"}
        assert "giờ cuối của kỳ 11/2026" in levels["warning"]
        assert "giờ cuối của kỳ 11/2026" in client.get(reverse("submissions:piece", args=[piece.pk])).content.decode()
        client.force_login(ward.contributor, backend="django.contrib.auth.backends.ModelBackend")
        assert "giờ cuối" not in client.get(reverse("submissions:piece", args=[piece.pk])).content.decode()


def test_num_queries(client, django_assert_max_num_queries):
    newsroom = Newsroom()
    client.force_login(factories.UserFactory(groups=["Thường trực Ban Biên tập"]))
    newsroom.published(when=at("2026-11-10 08:00:00"))
    with time_machine.travel(at("2026-11-25 08:00:00"), tick=False):
        client.get(reverse("compliance:closing"))
        with django_assert_max_num_queries(60) as few:
            client.get(reverse("compliance:closing"))
        for number in range(5):
            late = newsroom.published(when=at(f"2026-11-25 00:{number:02}:00"))
            type(late).objects.filter(pk=late.pk).update(go_live_at=at("2026-11-24 23:30:00"))
        with django_assert_max_num_queries(len(few)):
            page = client.get(reverse("compliance:closing"))
    assert len(page.context["late"]) == 5


class TestAfterAnOutage(City):
    """The server stood still from half past ten on the last evening."""

    def set_time(self, moment):
        with time_machine.travel(at("2026-11-21 08:00:00"), tick=False):
            editor, position = workflow.again(self.commune.editor), positions.reading_position(self.waiting)
            timing.publish(pk=self.waiting.pk, user=editor, position=position, at=at(moment))

    def test_the_desk_reads_it_before_and_after_the_closing(self):
        self.set_time("2026-11-24 23:00:00")
        self.client.force_login(self.desk)
        call_command("close_period", "2026-10", verbosity=0)
        page = self.client.get(reverse("compliance:closing")).content.decode()
        assert NAMED in page
        assert "hẹn đăng lúc 23:00 24/11/2026" in page
        self.client.post(reverse("compliance:closing"), {"period": "2026-11"})
        page = self.client.get(reverse("compliance:closing")).content.decode()
        assert "hẹn đăng lúc 23:00 24/11/2026, đăng lúc 00:10 25/11/2026" in page
        assert reverse("submissions:piece", args=[self.waiting.pk]) in page
        with time_machine.travel(at("2026-12-02 08:00:00"), tick=False):
            assert (row_of(self.commune.unit, "2026-11").published, row_of(self.commune.unit, "2026-12").published) == (
                0,
                1,
            )

    def test_the_run_and_the_log_name_it(self):
        self.set_time("2026-11-24 23:00:00")
        with self.assertLogs("compliance.closing.closing", logging.WARNING) as logged:
            run_due()
        assert (
            f"tin, bài số {self.waiting.pk}, hẹn đăng lúc 23:00 24/11/2026, đăng lúc 00:10 25/11/2026"
            in (logged.output[0])
        )
        done = DueJob.objects.get(name="close").done
        assert "Hẹn đăng trước khi hết kỳ nhưng đăng sau đó: tin, bài số" in done

    def test_what_came_in_time_is_not_named(self):
        self.set_time("2026-11-24 23:00:00")
        with time_machine.travel(at("2026-11-24 23:00:20"), tick=False):
            publish_due()
        assert list(carried_over(november())) == []

    def test_what_was_stopped_or_is_set_for_later_is_not_named(self):
        self.set_time("2026-11-26 09:00:00")
        assert list(carried_over(november())) == []
        self.set_aside()
        assert list(carried_over(november())) == []

    def set_aside(self):
        with time_machine.travel(at("2026-11-22 08:00:00"), tick=False):
            timing.unschedule(pk=self.waiting.pk, user=workflow.again(self.commune.editor))
