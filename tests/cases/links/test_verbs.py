"""A link ties two different subjects of one case; its supplier changes and removes it."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from access.viewer import Viewer
from audit.models import Event
from cases.links.models import Link, alike
from cases.models import Case
from cases.subjects.models import Subject
from cases.tracking import history_of
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cases.links.conftest import Linked
from tests.cast import taken_in

pytestmark = pytest.mark.django_db


def refusal(error: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return set(error.value.fields)


def test_a_link_says_who_did_what_and_when(linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    link = linked(boss, van, from_date="12 มีนาคม 2560", until_date="2018", sourced="Toll records", note="Twice a week")
    assert (link.from_date, link.until_date, link.directed) == ("2017-03-12", "2018", True)
    event = Event.objects.get(verb="link.added")
    assert (event.object_id, event.agency, event.detail) == (link.pk, thai_analyst.agency_id, {"kind": "uses"})


@pytest.mark.parametrize(("kind", "directed"), [("phoned", True), ("owns", True), ("met", False), ("family", False)])
def test_the_kind_says_whether_a_link_has_a_direction(
    linked: Linked, boss: Subject, van: Subject, kind: str, directed: bool
) -> None:
    assert linked(boss, van, kind).directed is directed


def test_a_subject_is_not_linked_with_itself(linked: Linked, boss: Subject) -> None:
    with pytest.raises(Invalid) as error:
        linked(boss, boss)
    assert refusal(error) == {"target"}


def test_the_database_too_refuses_a_link_with_itself(linked: Linked, boss: Subject, van: Subject) -> None:
    link = linked(boss, van)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link.pk).update(target=boss)


@pytest.mark.parametrize("end", ["source", "target"])
def test_an_end_of_another_case_is_refused(
    ranong: Case, thai_analyst: Viewer, boss: Subject, elsewhere: Subject, end: str
) -> None:
    source, target = (elsewhere, boss) if end == "source" else (boss, elsewhere)
    with pytest.raises(Invalid) as error:
        Link.add(ranong, by=thai_analyst, kind="knows", source=source, target=target)
    assert refusal(error) == {end}


def test_an_end_that_the_writer_does_not_see_is_refused_like_one_that_is_elsewhere(
    linked: Linked, boss: Subject, informer: Subject, elsewhere: Subject, khmer_liaison: Viewer
) -> None:
    refusals = []
    for end in (informer, elsewhere):
        with pytest.raises(Invalid) as error:
            linked(boss, end, by=khmer_liaison)
        refusals.append(error.value.fields)
    assert refusals[0] == refusals[1]


def test_an_end_that_was_removed_is_refused(linked: Linked, boss: Subject, van: Subject, khmer_liaison: Viewer) -> None:
    van.take_out(by=khmer_liaison)
    with pytest.raises(Invalid):
        linked(boss, van)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"from_date": "2018", "until_date": "2017-12-31"}, "until_date"),
        ({"from_date": "yesterday"}, "from_date"),
        ({"until_date": "2017-02-30"}, "until_date"),
        ({"kind": "likes"}, "kind"),
        ({"note": "x" * 5_001}, "note"),
        ({"sourced": "x" * 501}, "sourced"),
    ],
)
def test_facts_that_cannot_be_are_refused(
    linked: Linked, boss: Subject, van: Subject, facts: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as error:
        linked(boss, van, **facts)
    assert refusal(error) == {field}
    assert not Link.objects.exists()


def test_an_observer_and_an_outsider_link_nothing(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer, ngo_caseworker: Viewer,
    malay_liaison: Viewer,
) -> None:  # fmt: skip
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    with pytest.raises(NotAllowed):
        linked(boss, van, by=ngo_caseworker)
    with pytest.raises(Unseen):
        linked(boss, van, by=malay_liaison)


def test_a_second_link_alike_is_kept_and_known(linked: Linked, boss: Subject, van: Subject, ranong: Case) -> None:
    first, second = linked(boss, van), linked(boss, van)
    assert first.pk != second.pk
    assert Link.objects.filter(source=boss, target=van).count() == 2


@pytest.mark.parametrize(("kind", "found"), [("met", 1), ("uses", 0)])
def test_what_has_no_direction_is_alike_from_either_end(
    linked: Linked, boss: Subject, van: Subject, ranong: Case, thai_analyst: Viewer, kind: str, found: int
) -> None:
    linked(boss, van, kind)
    assert alike(thai_analyst, ranong, source=van, target=boss, kind=kind).count() == found


def test_a_link_that_one_does_not_see_is_not_called_alike(
    linked: Linked, boss: Subject, van: Subject, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    linked(boss, van, only=[thai_analyst.agency])
    assert not alike(khmer_liaison, ranong, source=boss, target=van, kind="uses").exists()


def test_only_its_supplier_changes_or_removes_a_link(
    linked: Linked, boss: Subject, van: Subject, khmer_liaison: Viewer
) -> None:
    link = linked(boss, van)
    with pytest.raises(NotAllowed):
        link.edit(by=khmer_liaison, version=1, note="mine now")
    with pytest.raises(NotAllowed):
        link.take_out(by=khmer_liaison, reason="wrong")


def test_an_edit_moves_the_version_and_a_stale_one_is_told(
    linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer
) -> None:
    link = linked(boss, van)
    assert link.edit(by=thai_analyst, version=1, kind="owns", from_date="2016") == 2
    with pytest.raises(Stale):
        Link.objects.get(pk=link.pk).edit(by=thai_analyst, version=1, note="late")
    assert [version.kind for version in history_of(link)] == ["uses", "owns"]


def test_its_ends_stay(linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    with pytest.raises(TypeError):
        linked(boss, van).edit(by=thai_analyst, version=1, target=boss)


def test_removing_says_why_and_happens_once(linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    link = linked(boss, van)
    with pytest.raises(Invalid):
        link.take_out(by=thai_analyst, reason="  ")
    link.take_out(by=thai_analyst, reason="The plate was misread")
    with pytest.raises(Unseen):
        Link.objects.get(pk=link.pk).take_out(by=thai_analyst, reason="again")
    assert Link.objects.get(pk=link.pk).reason == "The plate was misread"
    assert Event.objects.filter(verb="link.removed").count() == 1


def test_nothing_is_linked_in_an_archived_case(
    linked: Linked, boss: Subject, van: Subject, ranong: Case, thai_supervisor: Viewer
) -> None:
    link = linked(boss, van)
    ranong.close(by=thai_supervisor, outcome="convicted")
    ranong.archive(by=thai_supervisor)
    with pytest.raises(IllegalMove):
        linked(boss, van)
    with pytest.raises(IllegalMove):
        link.edit(by=thai_supervisor, version=1, note="late")


def test_it_takes_the_id_of_a_world_file(linked: Linked, boss: Subject, van: Subject) -> None:
    given = uuid4()
    assert linked(boss, van, id=given).pk == given
