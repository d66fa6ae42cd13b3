"""What a real request leaves in the log: who read, who was refused, and that nothing is shown unrecorded."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.forms.models import model_to_dict

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from tests.agencies.door import browser
from tests.api import Program

pytestmark = pytest.mark.django_db


def last(verb: str) -> Event:
    return Event.objects.filter(verb=verb).order_by("-at", "-id")[0]


def test_reading_a_case_is_recorded_for_its_originator(ranong: Case, khmer_liaison: Viewer) -> None:
    answer = browser(khmer_liaison).get(f"/cases/{ranong.pk}/")
    assert answer.status_code == 200
    event = last("case.consulted")
    assert (event.actor, event.agency) == (khmer_liaison.person_id, khmer_liaison.agency_id)
    assert (event.root_id, event.owner, event.purpose != "") == (ranong.pk, ranong.originator_id, True)
    assert event.request_id is not None


def test_one_answer_is_one_row(ranong: Case, khmer_liaison: Viewer) -> None:
    before = Event.objects.count()
    browser(khmer_liaison).get(f"/cases/{ranong.pk}/")
    Program(khmer_liaison).get(f"/cases/{ranong.pk}/")
    assert Event.objects.count() == before + 2


def test_a_list_is_one_row_that_the_log_of_each_case_finds(ranong: Case, khmer_liaison: Viewer) -> None:
    Program(khmer_liaison).get("/cases/")
    event = last("case.consulted")
    assert ranong.pk in {event.root_id, *event.object_ids}


def refusal(viewer: Viewer, case: UUID) -> dict[str, Any]:
    assert browser(viewer).get(f"/cases/{case}/").status_code == 404
    return model_to_dict(last("access.denied"), exclude=["id", "at", "xid", "object_id", "request_id"])


def test_an_unseen_case_and_an_absent_one_are_recorded_alike(ranong: Case, malay_liaison: Viewer) -> None:
    unseen, absent = refusal(malay_liaison, ranong.pk), refusal(malay_liaison, uuid4())
    assert unseen == absent
    assert unseen["actor"] == malay_liaison.person_id
    assert (unseen["owner"], unseen["root_id"]) == (None, None)


def test_nothing_is_shown_that_cannot_be_recorded(ranong: Case, khmer_liaison: Viewer) -> None:
    client, program = browser(khmer_liaison), Program(khmer_liaison)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event RENAME TO away")
    for answer in (client.get(f"/cases/{ranong.pk}/"), program.get(f"/cases/{ranong.pk}/")):
        assert answer.status_code == 503
        assert ranong.title not in answer.content.decode()


def test_a_refusal_that_cannot_be_recorded_is_503_for_unseen_and_absent_alike(
    ranong: Case, malay_liaison: Viewer
) -> None:
    client = browser(malay_liaison)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event RENAME TO away")
    assert {client.get(f"/cases/{case}/").status_code for case in (ranong.pk, uuid4())} == {503}
