"""Links over the API: the same verbs, the same refusals."""

from typing import Any
from uuid import uuid4

import pytest

from access.viewer import Viewer
from cases.links.models import Link
from cases.models import Case
from cases.subjects.models import Subject
from tests.api import Program
from tests.cases.links.conftest import Linked

pytestmark = pytest.mark.django_db


def body(source: Any, target: Any, **more: Any) -> dict[str, Any]:
    ends = {"source": str(getattr(source, "pk", source)), "target": str(getattr(target, "pk", target))}
    return ends | {"kind": "uses"} | more


def test_a_program_adds_reads_changes_and_removes(
    ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer
) -> None:
    program, of = Program(thai_analyst), f"/cases/{ranong.pk}/links/"
    made = program.post(of, body(boss, van, from_date="2560", note="x"))
    assert (made.status_code, made.json()["from_date"]) == (201, "2017")
    one = f"{of}{made.json()['id']}/"
    assert program.get(of).json()["results"] == [program.get(one).json()]
    assert program.patch(one, {"note": "y", "version": 1}).json()["version"] == 2
    stale = program.patch(one, {"note": "z", "version": 1})
    assert (stale.status_code, stale.json()["current"]["note"]) == (409, "y")
    assert program.post(f"{one}removal/", {"reason": "wrong"}).status_code == 204
    assert program.get(one).status_code == program.post(f"{one}removal/", {"reason": "wrong"}).status_code == 404


def test_one_key_makes_one_link(ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    program, of = Program(thai_analyst), f"/cases/{ranong.pk}/links/"
    ids = {program.post(of, body(boss, van), key="k").json()["id"] for _n in range(3)}
    assert len(ids) == Link.objects.count() == 1


def test_unseen_foreign_removed_and_invented_ends_are_one_answer(
    ranong: Case, boss: Subject, van: Subject, informer: Subject, elsewhere: Subject, khmer_liaison: Viewer
) -> None:
    van.take_out(by=khmer_liaison)
    program = Program(khmer_liaison)
    for end in ("source", "target"):
        ends = (informer.pk, elsewhere.pk, van.pk, uuid4(), "no id", "")
        answers = [program.post(f"/cases/{ranong.pk}/links/", body(boss, boss) | {end: str(pk)}) for pk in ends]
        assert {answer.status_code for answer in answers} == {400}
        assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "likes"}, "kind"),
        ({"from_date": "soon"}, "from_date"),
        ({"note": "<b>x"}, "note"),
        ({"agency": "x"}, "agency"),
        ({"only": [str(uuid4())]}, "only"),
        ({"source": None}, "source"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer, more: dict[str, Any], field: str
) -> None:
    answer = Program(thai_analyst).post(f"/cases/{ranong.pk}/links/", body(boss, van) | more)
    assert answer.status_code in {400, 422}
    assert field in answer.content.decode()
    assert not Link.objects.exists()


def test_a_link_with_itself_is_refused(ranong: Case, boss: Subject, thai_analyst: Viewer) -> None:
    answer = Program(thai_analyst).post(f"/cases/{ranong.pk}/links/", body(boss, boss))
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["target"])


def test_only_the_supplier_changes_it(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, khmer_liaison: Viewer
) -> None:
    program, one = Program(khmer_liaison), f"/cases/{ranong.pk}/links/{linked(boss, van).pk}/"
    assert program.patch(one, {"note": "y", "version": 1}).status_code == 403
    assert program.post(f"{one}removal/", {"reason": "x"}).status_code == 403


def test_a_hidden_link_is_absent_for_every_verb(
    ranong: Case, linked: Linked, boss: Subject, informer: Subject, khmer_liaison: Viewer
) -> None:
    program, one = Program(khmer_liaison), f"/cases/{ranong.pk}/links/{linked(boss, informer, 'knows').pk}/"
    made_up = f"/cases/{ranong.pk}/links/{uuid4()}/"
    for call in (
        program.get,
        lambda at: program.patch(at, {"note": "y", "version": 1}),
        lambda at: program.post(f"{at}removal/", {"reason": "x"}),
    ):
        unseen, absent = call(one), call(made_up)
        assert unseen.status_code == absent.status_code == 404
        assert unseen.content == absent.content


def test_links_of_one_subject(ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    linked(boss, van)
    program, of = Program(thai_analyst), f"/cases/{ranong.pk}/links/"
    found = [len(program.get(of, subject=one).json()["results"]) for one in (van.pk, uuid4(), "no id")]
    assert found == [1, 0, 0]
