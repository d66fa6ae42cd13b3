"""The pages of an alert: raising one, the board that polls, opening the sheet, and what strangers are answered."""

import re
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.exclusion import exclude
from access.viewer import Viewer
from agencies.duty.models import Turn
from audit.models import Event
from cases.alerts.codes import Word
from cases.alerts.models import Alert
from cases.alerts.origins import seen_origin
from cases.alerts.sheet import open_sheet
from cases.models import Case
from notifications.dispatching import dispatch
from tests.agencies.door import browser
from tests.cases.alerts.conftest import CONSENT, MARKER, SHEET, desk_of, raised
from tests.cases.subjects.pictures import PLACE, jpeg
from tests.cases.test_no_trace import PASSING
from tests.cast import fresh

pytestmark = pytest.mark.django_db


def typed(*desks: Viewer, **more: Any) -> dict[str, Any]:
    """The form of a new alert."""
    return (
        {"kind": "missing", "days": 7, "once": "k", "desks": [str(one.agency_id) for one in desks]}
        | SHEET
        | CONSENT
        | more
    )


def new(case: Case, *countries: str) -> str:
    return f"/alerts/new/?origin=case&id={case.pk}" + "".join(f"&country={code}" for code in countries)


# --- raising ---
def test_first_countries_then_desks(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    page = browser(thai_liaison)
    first = page.get(new(ranong)).content.decode()
    assert [code for code in ("KH", "LA", "MY", "VN") if f'value="{code}"' in first] == ["KH", "LA", "MY"]
    second = page.get(new(ranong, "MY", "LA")).content.decode()
    assert malay_liaison.agency.name in second
    assert khmer_liaison.agency.name not in second


def test_it_is_raised_once_however_often_the_form_is_sent(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    page = browser(thai_liaison)
    answers = {page.post(new(ranong, "MY"), typed(malay_liaison))["Location"] for _turn in range(2)}
    alert = Alert.objects.visible_to(thai_liaison).get()
    assert answers == {f"/alerts/{alert.pk}/"}
    assert desk_of(alert, malay_liaison).state == "waiting"


def test_what_is_wrong_keeps_what_was_typed(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    answer = browser(thai_liaison).post(new(ranong, "MY"), typed(malay_liaison, consent_by=""))
    assert answer.status_code == 422
    assert SHEET["names"] in answer.content.decode()
    assert not Alert.objects.visible_to(thai_liaison).exists()


@pytest.mark.parametrize("origin", ["case", "victim", "", "agency"])
def test_what_one_does_not_see_is_no_origin(
    thai_liaison: Viewer, malay_liaison: Viewer, origin: str, ranong: Case
) -> None:
    for viewer, pk in ((thai_liaison, uuid4()), (malay_liaison, ranong.pk), (thai_liaison, "x"), (thai_liaison, "")):
        assert browser(viewer).get(f"/alerts/new/?origin={origin}&id={pk}").status_code == 404
    assert seen_origin(thai_liaison, "victim", ranong.pk) is None


def test_a_desk_that_was_not_offered_is_refused(
    ranong: Case, thai_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    exclude(by=thai_analyst, on=ranong, agency=malay_liaison.agency)
    page = browser(thai_liaison)
    assert malay_liaison.agency.name not in page.get(new(ranong, "MY", "LA")).content.decode()
    for forged in (str(malay_liaison.agency_id), str(uuid4()), "x"):
        data = typed(lao_liaison) | {"desks": [str(lao_liaison.agency_id), forged]}
        assert page.post(new(ranong, "LA"), data).status_code == 422


# --- the photo ---
def test_a_photo_is_drawn_anew(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    import base64

    sent = jpeg((2400, 1200))
    assert PLACE in sent
    photo = SimpleUploadedFile("malika.jpg", sent, content_type="image/jpeg")
    assert browser(thai_liaison).post(new(ranong, "MY"), typed(malay_liaison, photo=photo)).status_code == 302
    found = open_sheet(Alert.objects.visible_to(thai_liaison).get(), by=malay_liaison, purpose="search").photo
    kind, _comma, data = found.partition(",")
    assert kind == "data:image/jpeg;base64"
    assert PLACE not in base64.b64decode(data)


@pytest.mark.parametrize(
    "hostile",
    [b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"\xff\xd8\xff\xe0cut", b"GIF89a", b"MZ\x90",
     b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99],
)  # fmt: skip
def test_a_hostile_photo_is_refused(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, hostile: bytes) -> None:
    photo = SimpleUploadedFile("a.jpg", hostile, content_type="image/jpeg")
    answer = browser(thai_liaison).post(new(ranong, "MY"), typed(malay_liaison, photo=photo))
    assert answer.status_code == 422
    assert not Alert.objects.visible_to(thai_liaison).exists()


def test_a_bomb_is_refused(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    from PIL import Image

    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    photo = SimpleUploadedFile("a.png", out.getvalue())
    assert browser(thai_liaison).post(new(ranong, "MY"), typed(malay_liaison, photo=photo)).status_code == 422


# --- the page and its board ---
def test_the_board_answers_only_what_is_new(alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    page, live = browser(thai_liaison), f"/alerts/{alert.pk}/live/"
    shown = page.get(f"/alerts/{alert.pk}/").content.decode()
    digest = re.findall(r'data-digest="([0-9a-f]+)"', shown)[0]
    assert page.get(live, {"digest": digest}).status_code == 204
    alert.acknowledge(by=malay_liaison, word=Word.SEARCHING)
    renewed = page.get(live, {"digest": digest})
    assert renewed.status_code == 200
    assert "Searching" in renewed.content.decode()
    assert "<html" not in renewed.content.decode()


def test_a_desk_sees_its_own_line_and_how_many_others_there_are(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    shown = browser(malay_liaison).get(f"/alerts/{alert.pk}/").content.decode()
    assert "0/2" in shown
    assert lao_liaison.agency.name not in shown
    both = browser(thai_liaison).get(f"/alerts/{alert.pk}/").content.decode()
    assert lao_liaison.agency.name in both


def test_the_origin_shows_to_whoever_sees_it_anyway_and_nothing_differs_otherwise(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    hidden = browser(malay_liaison)
    with_case = raised(ranong, by=thai_liaison, desks=[malay_liaison.agency])
    before = hidden.get(f"/alerts/{with_case.pk}/").content.decode()
    assert "Ranong" not in before
    assert str(ranong.pk) not in before
    ranong.edit(by=thai_analyst, version=ranong.version, title="Another title")
    after = hidden.get(f"/alerts/{with_case.pk}/").content.decode()
    assert PASSING.sub(b"", before.encode()) == PASSING.sub(b"", after.encode())
    assert "Another title" in browser(thai_liaison).get(f"/alerts/{with_case.pk}/").content.decode()
    ranong.invite(by=thai_analyst, agency=malay_liaison.agency)
    ranong.accept(by=malay_liaison)
    assert "Another title" in browser(malay_liaison).get(f"/alerts/{with_case.pk}/").content.decode()


def test_a_world_with_an_alert_is_alike_for_who_has_none(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    pages = ("/", "/alerts/", "/inbox/", "/inbox/clocks/", f"/cases/{ranong.pk}/", f"/cases/{ranong.pk}/timeline/")

    def answers() -> list[bytes]:
        reader = browser(khmer_liaison)
        return [PASSING.sub(b"", reader.get(page).content) for page in pages]

    before = answers()
    alert = raised(ranong, by=thai_liaison, desks=[malay_liaison.agency, lao_liaison.agency])
    alert.acknowledge(by=malay_liaison)
    assert answers() == before
    for path in ("", "live/", "sheet/reveal/", "closure/"):
        absent = browser(khmer_liaison, stepped_up=True).get(f"/alerts/{uuid4()}/{path}")
        there = browser(khmer_liaison, stepped_up=True).get(f"/alerts/{alert.pk}/{path}")
        assert (there.status_code, len(there.content)) == (404, len(absent.content))


def test_acknowledging_and_ending_by_the_pages(alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    where = f"/alerts/{alert.pk}/"
    desk = browser(malay_liaison)
    assert desk.post(f"{where}acknowledgement/", {"word": "information"}).status_code == 422
    assert desk.post(f"{where}acknowledgement/", {"word": "seen"}).status_code == 302
    assert desk.post(f"{where}acknowledgement/", {"word": "seen"}).status_code == 409
    issuer = browser(thai_liaison)
    line = desk_of(alert, malay_liaison).pk
    sent = {issuer.post(f"{where}desks/{line}/messages/", {"text": "Hello", "once": "m"}).status_code for _n in (1, 2)}
    assert sent == {302}
    assert desk_of(alert, malay_liaison).messages == 1
    assert issuer.post(f"{where}closure/", {"outcome": "safe"}).status_code == 302
    assert issuer.post(f"{where}closure/", {"outcome": "safe"}).status_code == 409
    for reader in (desk, issuer):
        assert reader.get(where).status_code == 200
    assert browser(malay_liaison, stepped_up=True).get(f"{where}sheet/reveal/").status_code == 409


def test_the_sheet_asks_for_a_fresh_code_and_for_a_purpose(alert: Alert, malay_liaison: Viewer) -> None:
    where = f"/alerts/{alert.pk}/sheet/reveal/"
    assert "reauthenticate" in browser(malay_liaison).post(where, {"purpose": "search"})["Location"]
    reader = browser(malay_liaison, stepped_up=True)
    for purpose in ("", "curiosity"):
        answer = reader.post(where, {"purpose": purpose})
        assert answer.status_code == 422
        assert MARKER not in answer.content.decode()
    assert not Event.objects.filter(verb="vault.revealed").exists()
    assert MARKER in reader.post(where, {"purpose": "search"}).content.decode()
    (event,) = Event.objects.filter(verb="vault.revealed")
    assert (event.agency, event.purpose, event.owner) == (malay_liaison.agency_id, "search", alert.originator_id)


def test_the_issuer_sees_which_agencies_opened_the_sheet(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    open_sheet(alert, by=malay_liaison, purpose="search")
    alert.close(by=thai_liaison, outcome="safe")
    assert "Who opened the sheet" in browser(thai_liaison).get(f"/alerts/{alert.pk}/").content.decode()
    assert "Who opened the sheet" not in browser(lao_liaison).get(f"/alerts/{alert.pk}/").content.decode()


def test_a_withdrawn_desk_gets_404_everywhere(alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    reader, line = browser(malay_liaison, stepped_up=True), desk_of(alert, malay_liaison)
    assert reader.get(f"/alerts/{alert.pk}/").status_code == 200
    assert browser(thai_liaison).post(f"/alerts/{alert.pk}/desks/{line.pk}/withdrawal/").status_code == 302
    for path in ("", "live/", "sheet/reveal/", f"desks/{line.pk}/messages/", f"desks/{line.pk}/messages/reveal/"):
        assert reader.get(f"/alerts/{alert.pk}/{path}").status_code == 404
    for path in ("sheet/reveal/", "acknowledgement/", f"desks/{line.pk}/messages/"):
        assert reader.post(f"/alerts/{alert.pk}/{path}", {"purpose": "search"}).status_code == 404


def test_the_case_lists_its_alerts_to_those_who_see_them(
    alert: Alert, ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    assert alert.number in browser(thai_liaison).get(f"/cases/{ranong.pk}/").content.decode()
    partner = browser(khmer_liaison).get(f"/cases/{ranong.pk}/").content.decode()
    assert alert.number not in partner
    assert "Raise an urgent alert" in partner


def test_an_officer_shut_out_of_the_case_is_shut_out_of_the_page(
    alert: Alert, ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    exclude(by=thai_analyst, on=ranong, person=malay_liaison.person)
    assert browser(fresh(malay_liaison)).get(f"/alerts/{alert.pk}/").status_code == 404
    assert alert.number not in browser(fresh(malay_liaison)).get("/alerts/").content.decode()


def test_nobody_on_duty_tells_the_centre_of_the_desk_and_not_of_the_alert(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer, centre_admin: Viewer
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    now = timezone.now()
    who = {"agency": malay_liaison.agency, "person": malay_liaison.person, "made_by": malay_liaison.person}
    hour = timedelta(hours=1)
    Turn.objects.create(kind="duty", starts_at=now - hour, ends_at=now + hour, **who)
    raised(ranong, by=thai_liaison, desks=[malay_liaison.agency, lao_liaison.agency])
    dispatch()
    (event,) = Event.objects.filter(verb="duty.unstaffed")
    assert (event.object_id, event.recipients) == (lao_liaison.agency_id, [centre_admin.agency_id])


def test_it_waits_on_the_desk_until_it_is_acknowledged(alert: Alert, malay_liaison: Viewer) -> None:
    desk = browser(malay_liaison)
    assert alert.number in desk.get("/").content.decode()
    alert.acknowledge(by=malay_liaison)
    assert alert.number not in desk.get("/").content.decode()


def test_lists_and_pages_cost_few_queries(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, django_assert_max_num_queries: Any
) -> None:
    for viewer, most in ((thai_liaison, 14), (malay_liaison, 13)):
        page = browser(viewer)
        page.get("/alerts/")
        with django_assert_max_num_queries(most):
            page.get(f"/alerts/{alert.pk}/")
        with django_assert_max_num_queries(8):
            page.get("/alerts/")
