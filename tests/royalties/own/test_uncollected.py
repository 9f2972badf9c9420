"""What an author is told of an amount that was paid out and not collected."""

import pytest

from royalties.models import Author
from tests import factories
from tests.royalties.screens import at
from tests.soup import text_of
from tests.submissions.registers import log_in

pytestmark = pytest.mark.django_db


def test_what_was_paid_and_not_collected_is_not_called_received_alone(client, uncollected):
    account = factories.contributor_of(uncollected.ward)
    Author.objects.update(account=account)
    waiting = uncollected.set_aside()
    log_in(client, account)
    assert "139.000 đ của lần chi ngày 10/05/2019 đang chờ đến nhận." in text_of(client.get(at("own")))
    uncollected.three_notices(waiting)
    uncollected.transfer(waiting)
    said = "139.000 đ của lần chi ngày 10/05/2019 chưa nhận, đã chuyển vào quỹ năm 2020."
    assert said in text_of(client.get(at("own")))
