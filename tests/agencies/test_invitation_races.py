"""A link is used once, however many open it at the same moment."""

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies.models import Invitation, Membership, Person
from tests.agencies.door import ENROL
from tests.agencies.test_invitations import CHOICE, invited
from tests.agencies.test_parallel_codes import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_people_with_one_link_make_one_account(thai_admin: Viewer) -> None:
    address = invited(thai_admin)
    answers = at_once(lambda n: Client().post(address, CHOICE | {"username": f"suda{n}"}).headers.get("Location"), 10)
    assert answers.count(ENROL) == 1
    assert Person.objects.filter(username__startswith="suda").count() == 1
    assert Membership.objects.filter(agency=thai_admin.agency).count() == 2
    assert Invitation.objects.get().accepted_by is not None


def test_two_links_and_one_user_name_make_one_account(thai_admin: Viewer) -> None:
    addresses = [invited(thai_admin, email=f"suda{n}@example.org") for n in range(6)]
    statuses = at_once(lambda n: Client().post(addresses[n], CHOICE).status_code, 6)
    assert sorted(statuses) == [302, 422, 422, 422, 422, 422]
    assert Invitation.objects.open().count() == 5
