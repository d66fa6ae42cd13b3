"""The pages: report, board, verdict and correction by form; nothing for whom the operation does not exist."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.viewer import Viewer
from operations.models import Increment, Operation, Standing
from tests.agencies.door import browser
from tests.operations.people import embargoed, running

pytestmark = pytest.mark.django_db
DAYS = {"starts": "2026-06-12", "ends": "2026-06-17"}


def stable(page: bytes) -> bytes:
    """The page without what differs at every rendering."""
    return re.sub(rb'(name="(csrfmiddlewaretoken|once)" value=")[^"]*|nonce="[^"]*"|data-now="[^"]*"', b"", page)


def test_from_the_plan_to_the_board_by_form(keeper: Viewer, thai_liaison: Viewer) -> None:
    centre, thai = browser(keeper), browser(thai_liaison)
    made = centre.post("/operations/new/", {"name": "Gulf Net", **DAYS})
    assert made.status_code == 302
    where = made["Location"].removesuffix("plan/")
    assert thai.get(where).status_code == 404
    line = {"agency": str(thai_liaison.agency_id), "part": "delegation", "visible_from": ""}
    assert centre.post(f"{where}delegations/new/", line).status_code == 302
    for move in ("approval", "beginning"):
        assert centre.post(f"{where}moves/{move}/").status_code == 302
    site = {"name": "The gate", "kind": "border_post", "country": "KH", "lat": "13.65", "lon": "102.56"}
    assert thai.post(f"{where}sites/new/", site).status_code == 302
    sent = {"category": "arrests", "quantity": "3", "note": "At the gate", "once": "one"}
    assert [thai.post(f"{where}report/", sent).status_code for _ in range(2)] == [302, 302]
    row = Increment.objects.unscoped("test").get()
    board = thai.get(where).content.decode()
    assert "<strong>3</strong>" in board
    result = f"{where}results/{row.pk}/"
    assert centre.post(f"{result}marks/", {"status": "verified"}).status_code == 403
    assert thai.post(f"{result}marks/", {"status": "disputed"}).status_code == 422
    assert thai.post(f"{result}marks/", {"status": "verified"}).status_code == 302
    assert thai.post(f"{result}corrections/", {"quantity": "4", "reason": "x"}).status_code == 422
    assert thai.post(f"{result}corrections/", {"quantity": "1", "reason": "A witness"}).status_code == 302
    assert (Standing.objects.unscoped("test").get().net, thai.get(result).status_code) == (2, 200)


def test_a_page_of_another_operation_does_not_show_this_result(
    net: Operation, keeper: Viewer, thai_liaison: Viewer
) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=3)
    other = running(keeper, thai_liaison, name="Other")
    thai = browser(thai_liaison)
    assert thai.get(f"/operations/{other.pk}/results/{row.pk}/").status_code == 404
    assert thai.post(f"/operations/{other.pk}/results/{row.pk}/marks/", {"status": "verified"}).status_code == 404
    assert thai.post(f"/operations/{net.pk}/moves/no-such-move/").status_code == 404


def test_what_was_typed_stays_on_an_error(net: Operation, thai_liaison: Viewer) -> None:
    sent = {"category": "cash_seized", "quantity": "500", "note": "In a sealed bag"}
    answer = browser(thai_liaison).post(f"/operations/{net.pk}/report/", sent)
    assert answer.status_code == 422
    assert "In a sealed bag" in answer.content.decode()


def test_the_board_is_asked_again_for_nothing(net: Operation, thai_liaison: Viewer) -> None:
    thai, where = browser(thai_liaison), f"/operations/{net.pk}/"
    net.report(by=thai_liaison, category="arrests", quantity=3)
    digest = re.search(r"digest=(\w+)", thai.get(where).content.decode())
    assert digest is not None
    asked = {"digest": digest[1], "category": "arrests"}
    assert thai.get(where, asked).status_code == 204
    net.report(by=thai_liaison, category="arrests", quantity=1)
    assert thai.get(where, asked).status_code == 200


def test_twin_sites_are_byte_alike_for_an_embargoed_agency(
    net: Operation, keeper: Viewer, malay_liaison: Viewer
) -> None:
    reader = browser(malay_liaison)
    pages = ["/", "/inbox/", "/operations/", "/cases/", "/account/", f"/agencies/{malay_liaison.agency_id}/"]
    before = [stable(reader.get(page).content) for page in pages]
    embargoed(net, malay_liaison, by=keeper, until=timedelta(hours=1))
    assert [stable(reader.get(page).content) for page in pages] == before
    for tail in ("", "plan/", "results/", "report/", "sites/new/", "edit/"):
        hidden, absent = (reader.get(f"/operations/{pk}/{tail}") for pk in (net.pk, keeper.person_id))
        assert hidden.status_code == absent.status_code == 404
        assert _bare(hidden.content, net.pk) == _bare(absent.content, keeper.person_id)


def _bare(page: bytes, pk: Any) -> bytes:
    return stable(page).replace(str(pk).encode(), b"")


def test_a_restricted_site_is_on_no_page_of_another_country(
    net: Operation, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    hidden = net.add_site(by=thai_liaison, name="Safe house", country="TH", only=[thai_liaison.agency])
    net.report(by=thai_liaison, category="arrests", quantity=3, site=hidden, note="Secret words")
    reader = browser(khmer_liaison)
    for tail in ("", "plan/", "results/", "report/"):
        page = reader.get(f"/operations/{net.pk}/{tail}").content.decode()
        assert "Safe house" not in page
        assert "Secret words" not in page


@pytest.mark.parametrize(("tail", "most"), [("", 22), ("results/", 18), ("plan/", 14)])
def test_a_page_costs_the_same_however_much_was_reported(
    net: Operation, thai_liaison: Viewer, khmer_liaison: Viewer, tail: str, most: int
) -> None:
    reader, counts = browser(thai_liaison), []
    for _round in range(2):
        for by in (thai_liaison, khmer_liaison) * 2:
            net.report(by=by, category="arrests", quantity=1, nationality="KH", token="AA 1")
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(f"/operations/{net.pk}/{tail}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most
