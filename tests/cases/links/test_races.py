"""Many at once on one link: one wins, and nothing is done twice."""

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.links.models import Link
from cases.models import Case
from cases.subjects.models import Subject
from coordination_center.errors import Invalid, Stale, Unseen
from tests.api import Program
from tests.cases.links.conftest import Linked
from tests.cases.test_races import MANY, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_edits_of_one_version_are_one(linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    pk = linked(boss, van).pk
    got = together(lambda n: Link.objects.get(pk=pk).edit(by=thai_analyst, version=1, note=f"N{n}"))
    assert got == {2: 1, Stale: MANY - 1}


def test_twenty_removals_are_one(linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer) -> None:
    pk = linked(boss, van).pk
    got = together(lambda _n: Link.objects.get(pk=pk).take_out(by=thai_analyst, reason="wrong"))
    assert got == {None: 1, Unseen: MANY - 1}
    assert Event.objects.filter(verb="link.removed").count() == 1


def test_twenty_postings_with_one_key_make_one_link(
    ranong: Case, boss: Subject, van: Subject, khmer_liaison: Viewer
) -> None:
    programs = [Program(khmer_liaison) for _n in range(MANY)]
    body = {"source": str(boss.pk), "target": str(van.pk), "kind": "uses"}
    got = together(lambda n: programs[n].post(f"/cases/{ranong.pk}/links/", body, key="k").json()["id"])
    assert list(got.values()) == [MANY]
    assert Link.objects.count() == 1


def test_links_made_while_an_end_is_removed(
    ranong: Case, boss: Subject, van: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    """Each is either before the removal or refused; none ties a subject that is gone."""

    def work(n: int) -> object:
        if n == MANY // 2:
            Subject.objects.get(pk=van.pk).take_out(by=khmer_liaison)
            return "gone"
        source, target = Subject.objects.get(pk=boss.pk), Subject.objects.get(pk=van.pk)
        case = Case.objects.get(pk=ranong.pk)
        return bool(Link.add(case, by=thai_analyst, kind="knows", source=source, target=target))

    got = together(work)
    assert got[True] + got[Invalid] == MANY - 1
    removed_at = Subject.objects.get(pk=van.pk).removed_at
    assert removed_at
    assert all(link.created_at <= removed_at for link in Link.objects.all())
