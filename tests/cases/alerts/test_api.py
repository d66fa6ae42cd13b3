"""The same over the API, for programs."""

import base64
from typing import Any
from uuid import uuid4

import pytest

from access.viewer import Viewer
from cases.alerts.models import Alert
from cases.models import Case
from tests.agencies.door import code
from tests.api import Program
from tests.cases.alerts.conftest import CONSENT, MARKER, SHEET, desk_of
from tests.cases.subjects.pictures import PLACE, jpeg
from tests.cast import with_password

pytestmark = pytest.mark.django_db


def body(case: Case, *desks: Viewer, **more: Any) -> dict[str, Any]:
    origin = {"origin": "case", "origin_id": str(case.pk), "kind": "missing"}
    return (
        origin
        | {"desks": [str(one.agency_id) for one in desks]}
        | SHEET
        | CONSENT
        | {"consent_on": "2026-01-02"}
        | more
    )


def test_raising_once_for_each_key(ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    program = Program(thai_liaison)
    photo = base64.b64encode(jpeg()).decode()
    sent = body(ranong, malay_liaison, photo=photo)
    made = [program.post("/alerts/", sent, key="one") for _turn in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json()["id"] == made[1].json()["id"]
    assert made[0].json()["origin"] == {"type": "case", "id": str(ranong.pk)}
    assert MARKER not in made[0].content.decode()
    assert program.post("/alerts/", body(ranong, malay_liaison, names="Other"), key="one").status_code == 422
    assert Alert.objects.visible_to(thai_liaison).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"desks": []}, {"desks": ["x"]}, {"days": 31}, {"ground": "curiosity"}, {"consent_by": ""}, {"photo": "!"},
     {"kind": ""}, {"photo": base64.b64encode(b"GIF89a").decode()}, {"origin": "victim"},
     {"colour": "red"}, {"names": "a\x00b"}],
    ids=repr,
)  # fmt: skip
def test_what_cannot_be_raised(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, wrong: dict[str, Any]
) -> None:
    answer = Program(thai_liaison).post("/alerts/", body(ranong, malay_liaison) | wrong)
    assert answer.status_code in {400, 422}
    assert not Alert.objects.visible_to(thai_liaison).exists()


def test_a_stranger_s_case_is_absent(ranong: Case, malay_liaison: Viewer, lao_liaison: Viewer) -> None:
    assert Program(malay_liaison).post("/alerts/", body(ranong, lao_liaison)).status_code == 404
    absent = body(ranong, lao_liaison) | {"origin_id": str(uuid4())}
    assert Program(malay_liaison).post("/alerts/", absent).status_code == 404


def test_the_sheet_for_a_purpose_and_a_new_code(
    ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    sent = body(ranong, malay_liaison, photo=base64.b64encode(jpeg()).decode())
    pk = Program(thai_liaison).post("/alerts/", sent).json()["id"]
    with_password(malay_liaison)
    where = f"/alerts/{pk}/sheet/reveal/"
    refused = Program(malay_liaison).post(where, {"purpose": "search", "code": "000000"})
    assert refused.status_code == 403
    found = Program(malay_liaison).post(where, {"purpose": "search", "code": code()})
    assert found.status_code == 200
    assert found.json()["names"] == SHEET["names"]
    assert PLACE not in base64.b64decode(found.json()["photo"].partition(",")[2])
    again = Program(malay_liaison).post(where, {"purpose": "search", "code": code()})
    assert again.status_code == 403  # a code is good once
    assert Program(khmer_liaison).post(where, {"purpose": "search", "code": code()}).status_code == 404


def test_desks_answers_and_the_end(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    issuer, desk, where = Program(thai_liaison), Program(malay_liaison), f"/alerts/{alert.pk}"
    said = {"word": "information", "text": f"Seen {MARKER}"}
    for _turn in range(2):
        answer = desk.post(f"{where}/acknowledgements/", said, key="a")
        assert (answer.status_code, answer.json()["answered"]) == (200, 1)
    assert desk.post(f"{where}/acknowledgements/", {}).status_code == 409
    line = desk.get(f"{where}/desks/").json()
    assert [one["agency"]["name"] for one in line] == [malay_liaison.agency.name]
    assert len(issuer.get(f"{where}/desks/").json()) == 2
    lao = desk_of(alert, lao_liaison).pk
    assert issuer.post(f"{where}/calls/", {"desk": str(lao)}).status_code == 200
    assert desk.post(f"{where}/calls/", {"desk": line[0]["id"]}).status_code == 403
    assert desk.post(f"{where}/desks/{lao}/messages/", {"text": "x"}).status_code == 404
    assert issuer.post(f"{where}/resends/").status_code == 429
    assert issuer.client.delete(f"/api{where}/desks/{lao}/").status_code == 204
    assert Program(lao_liaison).get(f"{where}/").status_code == 404
    assert issuer.post(f"{where}/review/", {"confirm": True}).status_code == 403
    assert desk.post(f"{where}/closure/", {"outcome": "safe"}).status_code == 403
    assert issuer.post(f"{where}/closure/", {"outcome": "time"}).status_code == 400
    assert issuer.post(f"{where}/closure/", {"outcome": "safe"}).json()["outcome"] == "safe"
    assert issuer.post(f"{where}/closure/", {"outcome": "safe"}).status_code == 409
    assert desk.get(f"{where}/").json()["origin"] is None


def test_a_line_of_another_alert_is_absent_under_this_address(
    alert: Alert, ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    other = Program(thai_liaison).post("/alerts/", body(ranong, malay_liaison)).json()["id"]
    line = Program(thai_liaison).get(f"/alerts/{other}/desks/").json()[0]["id"]
    program = Program(thai_liaison)
    assert program.post(f"/alerts/{alert.pk}/calls/", {"desk": line}).status_code == 404
    assert program.client.delete(f"/api/alerts/{alert.pk}/desks/{line}/").status_code == 404
    assert program.post(f"/alerts/{alert.pk}/desks/{line}/messages/", {"text": "x"}).status_code == 404
