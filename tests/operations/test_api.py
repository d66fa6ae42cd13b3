"""The API: the same verbs, once for what is sent twice, and nothing for whom the operation does not exist."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.viewer import Viewer
from cases.models import Case
from operations.models import Increment, Operation
from tests.api import Program
from tests.cast import case_of
from tests.operations.people import embargoed

pytestmark = pytest.mark.django_db


def at(operation: Operation, tail: str = "") -> str:
    return f"/operations/{operation.pk}/{tail}"


def figures(viewer: Viewer, operation: Operation) -> dict[str, tuple[int, int]]:
    board = Program(viewer).get(at(operation, "board/")).json()
    return {figure["category"]: (figure["total"], figure["verified"]) for figure in board["figures"]}


def test_an_operation_from_its_plan_to_its_publication(keeper: Viewer, thai_liaison: Viewer) -> None:
    centre, thai = Program(keeper), Program(thai_liaison)
    body = {"name": "Gulf Net", "starts": "2026-06-12", "ends": "2026-06-17"}
    made = centre.post("/operations/", body, key="k1")
    again = centre.post("/operations/", body, key="k1")
    assert (made.status_code, again.json()["id"]) == (201, made.json()["id"])
    where = f"/operations/{made.json()['id']}/"
    assert thai.get(where).status_code == 404
    assert centre.post(f"{where}delegations/", {"agency": str(thai_liaison.agency_id)}).status_code == 201
    assert thai.post(f"{where}consent/").status_code == 200
    assert thai.post(f"{where}approval/").status_code == 403
    assert thai.post(f"{where}results/", {"category": "arrests", "quantity": 1}).status_code == 409
    for noun in ("approval", "beginning"):
        assert centre.post(f"{where}{noun}/").status_code == 200
    result = thai.post(f"{where}results/", {"category": "arrests", "quantity": 3, "note": "At the pier"}).json()
    assert (result["status"], result["left"], result["note"]) == ("reported", 3, "At the pier")
    mark = thai.post(f"{where}results/{result['id']}/marks/", {"status": "verified"})
    assert (mark.status_code, mark.json()["status"]) == (201, "verified")
    fewer = thai.post(f"{where}results/{result['id']}/corrections/", {"quantity": 1, "reason": "A witness"}).json()
    assert (fewer["reverses"], fewer["left"]) == (result["id"], 0)
    assert centre.post(f"{where}closing/").json()["state"] == "closing"
    assert centre.post(f"{where}freezing/").status_code == 409
    assert thai.post(f"{where}signature/").status_code == 200
    for noun in ("freezing", "publication"):
        assert centre.post(f"{where}{noun}/").status_code == 200
    board = centre.get(f"{where}board/").json()
    assert [(f["category"], f["total"], f["verified"]) for f in board["figures"]] == [("arrests", 2, 2)]
    assert [country["unconfirmed"] for country in board["countries"]] == [False]


def test_the_same_key_counts_once_and_another_body_is_refused(net: Operation, thai_liaison: Viewer) -> None:
    program, body = Program(thai_liaison), {"category": "arrests", "quantity": 3}
    first, second = (program.post(at(net, "results/"), body, key="one") for _ in range(2))
    assert first.json() == second.json()
    assert program.post(at(net, "results/"), body | {"quantity": 4}, key="one").status_code == 422
    assert figures(thai_liaison, net) == {"arrests": (3, 0)}


def test_the_board_answers_204_while_nothing_changes(net: Operation, thai_liaison: Viewer) -> None:
    program = Program(thai_liaison)
    net.report(by=thai_liaison, category="arrests", quantity=3)
    digest = program.get(at(net, "board/")).json()["digest"]
    assert program.get(at(net, "board/"), digest=digest).status_code == 204
    net.report(by=thai_liaison, category="arrests", quantity=1)
    assert program.get(at(net, "board/"), digest=digest).status_code == 200


def test_notes_reporters_cases_and_hidden_sites_are_for_whom_they_are(
    net: Operation, ranong: Case, keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    hidden = net.add_site(by=thai_liaison, name="Safe house", country="TH", only=[thai_liaison.agency])
    own = case_of(thai_liaison, title="Thai only")
    net.report(by=thai_liaison, category="arrests", quantity=3, site=hidden, case=own, note="Words", nationality="KH")

    def told(viewer: Viewer) -> Any:
        return Program(viewer).get(at(net, "results/")).json()["results"][0]

    fields = ("note", "site", "case", "person")
    assert [told(thai_liaison)[f] for f in fields] == ["Words", str(hidden.pk), str(own.pk), thai_liaison.person.name]
    assert [told(khmer_liaison)[f] for f in fields] == ["", None, None, ""]
    assert [told(keeper)[f] for f in fields] == ["Words", None, None, thai_liaison.person.name]
    assert figures(khmer_liaison, net) == {"arrests": (3, 0)}
    assert Program(khmer_liaison).get(at(net, f"sites/{hidden.pk}/")).status_code == 404
    assert Program(khmer_liaison).get(at(net, "results/"), site=str(hidden.pk)).json()["results"] == []


def test_one_person_counted_by_two_countries_is_flagged_to_both_and_to_nobody_else(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    net.invite(by=keeper, agency=malay_liaison.agency)
    facts: dict[str, Any] = {"category": "arrests", "quantity": 1}
    thai = net.report(by=thai_liaison, token="AA 1234567", **facts)
    khmer = net.report(by=khmer_liaison, token="aa-1234567", **facts)
    net.report(by=thai_liaison, token="BB 7654321", **facts)

    def double(viewer: Viewer, row: Increment) -> Any:
        return Program(viewer).get(at(net, f"results/{row.pk}/")).json()["possible_double_with"]

    assert double(thai_liaison, thai) == [khmer_liaison.agency.name]
    assert double(khmer_liaison, khmer) == [thai_liaison.agency.name]
    assert double(keeper, khmer) == [thai_liaison.agency.name]
    assert double(thai_liaison, khmer) == double(malay_liaison, thai) == []

    def count(viewer: Viewer) -> Any:
        return Program(viewer).get(at(net, "board/")).json()["possible_doubles"]

    assert [count(v) for v in (keeper, thai_liaison, khmer_liaison, malay_liaison)] == [2, 1, 1, 0]
    net.withdraw(khmer, by=khmer_liaison, reason="Counted by Thailand")
    assert double(thai_liaison, thai) == []


def test_an_embargoed_agency_is_answered_as_if_nothing_were_there(
    net: Operation, keeper: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=3)
    line = embargoed(net, malay_liaison, by=keeper, until=timedelta(hours=1))
    program, absent = Program(malay_liaison), str(keeper.person_id)
    tails = ["", "board/", "results/", f"results/{row.pk}/", f"results/{row.pk}/marks/", "delegations/", "sites/"]
    for tail in tails:
        real, none = program.get(at(net, tail)), program.get(f"/operations/{absent}/{tail}")
        assert (real.status_code, real.content) == (none.status_code, none.content) == (404, none.content)
    posts = ("consent/", "signature/", "approval/", "exclusion/", f"results/{row.pk}/corrections/")
    for tail in (*posts, "results/", "sites/", f"results/{row.pk}/marks/"):
        real, none = program.post(at(net, tail)), program.post(f"/operations/{absent}/{tail}")
        assert (real.status_code, real.content) == (none.status_code, none.content) == (404, none.content)
    assert program.get("/operations/").json() == {"results": [], "older": None, "newer": None}
    assert line.agency_id == malay_liaison.agency_id


def test_another_operations_result_or_line_is_not_found_here(
    net: Operation, keeper: Viewer, thai_liaison: Viewer
) -> None:
    row = net.report(by=thai_liaison, category="arrests", quantity=3)
    other = Operation.plan(by=keeper, name="Other", starts=net.starts, ends=net.ends)
    program = Program(keeper)
    assert program.get(at(other, f"results/{row.pk}/")).status_code == 404
    assert program.post(at(other, f"results/{row.pk}/marks/"), {"status": "disputed", "reason": "x"}).status_code == 404


def test_what_names_something_unseen_is_as_what_names_nothing(
    net: Operation, thai_liaison: Viewer, keeper: Viewer
) -> None:
    hidden = net.add_site(by=keeper, name="x", country="TH", only=[keeper.agency])
    program = Program(thai_liaison)
    for field, real in (("site", hidden.pk), ("case", case_of(keeper, title="Theirs").pk)):
        body = {"category": "arrests", "quantity": 1}
        seen, absent = (program.post(at(net, "results/"), body | {field: str(pk)}) for pk in (real, keeper.person_id))
        assert (seen.status_code, seen.content) == (absent.status_code, absent.content)
        assert seen.status_code == 422
    assert program.post(at(net, "results/"), {"category": "arrests", "quantity": 1, "x": 1}).status_code == 400
    assert not Increment.objects.unscoped("test").exists()


def test_results_are_filtered_and_paged(net: Operation, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    for n in range(1, 54):
        net.report(by=thai_liaison, category="database_checks", quantity=n)
    net.verify(net.report(by=khmer_liaison, category="arrests", quantity=1), by=khmer_liaison)
    program = Program(thai_liaison)
    first = program.get(at(net, "results/"), category="database_checks").json()
    second = program.get(at(net, "results/"), category="database_checks", after=first["older"]).json()
    assert [r["quantity"] for r in first["results"] + second["results"]] == list(range(53, 0, -1))
    assert len(program.get(at(net, "results/"), status="verified").json()["results"]) == 1
    assert len(program.get(at(net, "results/"), agency=str(khmer_liaison.agency_id)).json()["results"]) == 1
    assert program.get(at(net, "results/"), category="heads").status_code == 400


def test_the_board_costs_the_same_however_much_was_reported(net: Operation, thai_liaison: Viewer) -> None:
    program, counts = Program(thai_liaison), []
    for _ in range(2):
        for _n in range(5):
            net.report(by=thai_liaison, category="arrests", quantity=1, nationality="KH")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert program.get(at(net, "board/")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
