"""The tab, the paperwork by form, the text pack, the API, and what a page costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.viewer import Viewer
from agencies.models import Agency
from audit.models import Event
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from intelligence.notices.models import Notice
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import case_of
from tests.intelligence.notices.conftest import FACTS
from tests.intelligence.rfis.test_pages import real

pytestmark = pytest.mark.django_db
DETAIL = 12


def test_from_the_tab_to_ready_by_form(ranong: Case, boss: Subject, warrant: object, thai_analyst: Viewer) -> None:
    pen = browser(thai_analyst)
    assert "No notices yet" in pen.get(f"/cases/{ranong.pk}/notices/").content.decode()
    assert pen.post(f"/cases/{ranong.pk}/notices/new/", {"kind": "red", "form": "notice"}).status_code == 422
    begun = {"kind": "red", "form": "notice", "subject": str(boss.pk)}
    assert pen.post(f"/cases/{ranong.pk}/notices/new/", begun).status_code == 302
    notice = Notice.objects.get()
    where = f"/cases/{ranong.pk}/notices/{notice.pk}/"
    page = pen.get(where).content.decode()
    assert "RPD 83(1)(b)" in page
    assert "The paperwork is not complete" in page
    sent = {k: v for k, v in FACTS.items() if k != "extradition"} | {
        "extradition": "on", "sought_for": "prosecution", "warrant": str(warrant.pk), "version": "1",  # type: ignore[attr-defined]
    }  # fmt: skip
    late = pen.post(f"{where}edit/", sent | {"months": "many"})
    assert late.status_code == 422
    assert "Sold eleven men" in late.content.decode()
    assert pen.post(f"{where}edit/", sent).status_code == 302
    assert pen.post(f"{where}edit/", sent | {"facts": "Late"}).status_code == 409
    assert pen.post(f"{where}readiness/", {}).status_code == 302
    assert Notice.objects.get().state == "ready"


def test_the_pack_says_its_limits_and_is_a_disclosure(red: Notice, thai_analyst: Viewer) -> None:
    answer = browser(thai_analyst).post(f"/cases/{red.case_id}/notices/{red.pk}/pack/")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    for words in ("TLP:AMBER · H2", "Name: Tawan", "Passport: AA123456", "12/2026, Ranong Provincial Court", "H2: Not"):
        assert words in text
    event = Event.objects.get(verb="notice.exported")
    assert (event.led, event.object_id, event.recipients) == ("disclosure", red.pk, [thai_analyst.agency_id])


def test_the_pack_of_a_partner_names_whose_permission_it_needs(
    red: Notice, boss: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    boss.refer_for_screening(by=thai_analyst, reasons=["debt"])
    text = Program(khmer_liaison).post(f"/cases/{red.case_id}/notices/{red.pk}/pack/").json()["text"]
    assert f"What {thai_analyst.agency.name} supplied goes to a bureau with its permission only." in text
    assert "STOPPED" in text


def test_an_outsider_and_another_case_meet_nothing(red: Notice, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    other = case_of(thai_analyst, title="Another")
    own, outside = browser(thai_analyst), browser(malay_liaison)
    for tail in ("", "edit/", "readiness/"):
        assert own.get(f"/cases/{other.pk}/notices/{red.pk}/{tail}").status_code == 404
        assert outside.get(f"/cases/{red.case_id}/notices/{red.pk}/{tail}").status_code == 404
    for client in (own, outside):
        case = other.pk if client is own else red.case_id
        assert client.post(f"/cases/{case}/notices/{red.pk}/pack/").status_code == 404
    assert not Event.objects.filter(verb="notice.exported").exists()


def test_a_published_notice_on_a_screened_person_is_flagged(
    red: Notice, boss: Subject, thai_analyst: Viewer, bureau: Agency
) -> None:
    red.make_ready(by=thai_analyst)
    red.submit(by=thai_analyst, ncb=bureau)
    red.publish(by=thai_analyst, reference="A-77/1-2026")
    boss.refer_for_screening(by=thai_analyst, reasons=["debt"])
    pen = browser(thai_analyst)
    for where in (f"/cases/{red.case_id}/notices/", f"/cases/{red.case_id}/notices/{red.pk}/"):
        assert "Stopped: screening" in pen.get(where).content.decode()
    assert Program(thai_analyst).get(f"/cases/{red.case_id}/notices/{red.pk}/").json()["stopped"] is True


def test_the_api_walks_a_notice(ranong: Case, boss: Subject, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ours, theirs = Program(thai_analyst), Program(khmer_liaison)
    body = {"kind": "blue", "subject": str(boss.pk), "facts": "Seen at the pier", "statement": "Where he lives"}
    made = [ours.post(f"/cases/{ranong.pk}/notices/", body, key="k") for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    one = f"/cases/{ranong.pk}/notices/{made[0].json()['id']}"
    assert all(check["met"] for check in ours.get(f"{one}/").json()["checks"])
    assert theirs.post(f"{one}/readiness/").status_code == 403
    assert ours.post(f"{one}/publication/", {"reference": "B-1"}).status_code == 409
    assert ours.post(f"{one}/readiness/", {"version": 7}).status_code == 409
    assert ours.post(f"{one}/readiness/").json()["state"] == "ready"
    assert ours.post(f"{one}/submission/", {"ncb": str(thai_analyst.agency_id)}).status_code == 422
    assert ours.patch(f"{one}/", {"version": 1, "colour": "red"}).status_code == 400
    foreign = Subject.add(case_of(khmer_liaison), by=khmer_liaison, names=[Name("X")])
    assert ours.post(f"/cases/{ranong.pk}/notices/", body | {"subject": str(foreign.pk)}).status_code == 400


def test_pages_keep_to_their_queries(red: Notice, ranong: Case, boss: Subject, thai_analyst: Viewer) -> None:
    for _n in range(5):
        Notice.add(ranong, by=thai_analyst, kind="blue", subject=boss)
    pen = browser(thai_analyst)
    for where in (f"/cases/{ranong.pk}/notices/", f"/cases/{ranong.pk}/notices/{red.pk}/"):
        with CaptureQueriesContext(connection) as found:
            assert pen.get(where).status_code == 200
        assert len(real(found)) <= DETAIL, [q["sql"][:100] for q in real(found)]
