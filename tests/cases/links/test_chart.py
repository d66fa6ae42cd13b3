"""The chart's data: a subject is there through a link that the reader sees, and in no other way."""

import json
from typing import Any

import pytest

from access.viewer import Viewer
from audit.models import Event, Led
from cases.links.chart import SHAPES
from cases.models import Case
from cases.subjects.codes import Kind
from cases.subjects.models import Subject
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.links.conftest import Linked

pytestmark = pytest.mark.django_db
QUERIES = 9  # session, person, viewer, the case, its levels, the links, the consultation, and a savepoint round them


def chart_of(viewer: Viewer, case: Case) -> Any:
    return json.loads(browser(viewer).get(f"/cases/{case.pk}/links/chart/").content)


def test_every_kind_of_subject_has_a_shape() -> None:
    assert set(Kind) <= SHAPES.keys()


def test_nodes_and_edges_say_what_the_drawing_needs(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer
) -> None:
    link = linked(boss, van, from_date="2017-03", sourced="Toll records")
    got = chart_of(thai_analyst, ranong)
    nodes = {node["id"]: node for node in got["nodes"]}
    assert nodes[str(van.pk)]["kind"] == "Vehicle"
    assert nodes[str(boss.pk)] == {
        "id": str(boss.pk), "label": "สมชาย ใจดี", "kind": "Person", "kind_label": "Person", "role": "organiser",
        "agency": thai_analyst.agency.name, "url": f"/cases/{ranong.pk}/subjects/{boss.pk}/", "restricted": False,
    }  # fmt: skip
    assert got["edges"] == [
        {
            "id": str(link.pk), "source": str(boss.pk), "target": str(van.pk), "kind": "uses", "label": "uses",
            "from_date": "2017-03", "until_date": "", "when": "from Mar 2017", "agency": thai_analyst.agency.name,
            "directed": True, "sourced": "Toll records", "url": f"/cases/{ranong.pk}/links/{link.pk}/",
        }
    ]  # fmt: skip


def test_a_subject_without_a_link_that_one_sees_is_no_node(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, informer: Subject, khmer_liaison: Viewer
) -> None:
    before = chart_of(khmer_liaison, ranong)
    linked(boss, informer, "knows")
    linked(informer, van)
    assert chart_of(khmer_liaison, ranong) == before == {"nodes": [], "edges": [], "more": False}


def test_what_joins_two_subjects_through_a_hidden_one_is_no_path(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, informer: Subject, thai_analyst: Viewer,
    khmer_liaison: Viewer,
) -> None:  # fmt: skip
    linked(boss, informer, "knows")
    linked(informer, van)
    assert not chart_of(khmer_liaison, ranong)["edges"]
    ours = chart_of(thai_analyst, ranong)
    assert [node["restricted"] for node in ours["nodes"] if node["id"] == str(informer.pk)] == [True]


def test_it_is_kept_nowhere_and_recorded(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, khmer_liaison: Viewer
) -> None:
    linked(boss, van)
    answer = browser(khmer_liaison).get(f"/cases/{ranong.pk}/links/chart/")
    assert answer["Cache-Control"] == "no-store"
    read = Event.objects.filter(led=Led.CONSULTATION, actor=khmer_liaison.person_id)
    assert read.get().root_id == ranong.pk


def test_it_costs_the_same_for_few_and_for_many(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer, django_assert_num_queries: Any
) -> None:
    client = browser(thai_analyst)
    for kinds in (["uses"], ["pays", "owns", "met", "knows"]):
        for kind in kinds:
            linked(boss, van, kind)
        with django_assert_num_queries(QUERIES):
            client.get(f"/cases/{ranong.pk}/links/chart/")


def test_program_and_page_get_the_same(
    ranong: Case, linked: Linked, boss: Subject, van: Subject, thai_analyst: Viewer
) -> None:
    linked(boss, van)
    got = Program(thai_analyst).get(f"/cases/{ranong.pk}/links/chart/").json()
    assert got == chart_of(thai_analyst, ranong)
