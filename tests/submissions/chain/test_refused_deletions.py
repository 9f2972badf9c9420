"""A deletion that is refused, outside a transaction: nothing of the tree was changed for it."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page

from submissions.models import NewsPage
from tests import factories
from tests.workflow import fresh, submit


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("of", [NewsPage, Page])
def test_a_refused_deletion_changes_nothing(of):
    unit = factories.UnitFactory()
    writer = factories.contributor_of(unit)
    piece = factories.news(unit, owner=writer)
    factories.leader_of(unit)
    submit(piece, writer)
    with pytest.raises(PermissionDenied):
        of.objects.filter(pk=piece.pk).delete()
    assert fresh(piece).get_parent().numchild == 1
