"""Wagtail's list of pages asks as often for many units as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from submissions.models import NewsIndexPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("superuser", [True, False])
def test_num_queries(client, superuser):
    unit = factories.UnitFactory()
    user = factories.UserFactory(is_superuser=True) if superuser else factories.contributor_of(unit)
    client.force_login(user)
    address = reverse("wagtailadmin_explore", args=[NewsIndexPage.objects.get().pk])
    counted = []
    for _time in range(2):
        for _unit in range(5):
            unit = factories.UnitFactory()
            if not superuser:
                factories.MembershipFactory(user=user, unit=unit)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        assert unit.name in response.text
        counted.append(len(queries))
    assert counted[0] == counted[1], "\n".join(query["sql"] for query in queries)
