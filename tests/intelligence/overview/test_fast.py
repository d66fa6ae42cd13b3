"""Figures over the latest reports: the same as counting one by one what pages show, and never over what they do not."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict

from access.exclusion import exclude
from access.paging import page_for
from access.viewer import Viewer
from intelligence.overview import figures
from intelligence.overview.figures import Figure, overview_of
from intelligence.overview.mapping import map_of
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports import narrowing as bounds
from intelligence.reports.codes import Piece
from intelligence.reports.models import Part, Report, ReportGroupGrant, ReportUserGrant
from intelligence.reports.models.content import Grades, Platform
from intelligence.reports.narrowing import Narrowing, page_of
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import fresh
from tests.intelligence.overview.world import released
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db
LATE = datetime(2025, 1, 1, tzinfo=UTC)
PIECES = (Piece.GRADES, Piece.PLACE, Piece.ROUTE, Piece.PLATFORMS)


def one_by_one(viewer: Viewer, keep: Any = lambda report: True) -> dict[str, Any]:
    """The same figures, counted in Python over what the list and the parts of each report show."""
    rows = [one for one in page_for(viewer, Report.objects.all(), size=1_000).rows if keep(one)]
    parts = [part for one in rows for part in Part.objects.under(viewer, one).filter(removed_at=None)]
    of = {piece: [part for part in parts if part.piece == piece] for piece in PIECES}
    return {
        "total": len(rows),
        "ours": sum(one.originator_id == viewer.agency_id for one in rows),
        "grades": Counter(part.data["source"] + part.data["information"] for part in of[Piece.GRADES]),
        "forms": Counter(form for one in rows for form in one.exploitation),
        "platforms": Counter(kind for part in of[Piece.PLATFORMS] for kind in {u["kind"] for u in part.data["used"]}),
        "received": Counter(str(one.originator_id) for one in rows if one.originator_id != viewer.agency_id),
        "places": sum(1 for _part in of[Piece.PLACE]),
        "routes": sum(1 for _part in of[Piece.ROUTE]),
    }


def counted(found: list[Figure]) -> dict[str, int]:
    return {figure.code: figure.number for figure in found if figure.number}


def told(viewer: Viewer, query: str = "") -> dict[str, Any]:
    narrowing = Narrowing.of(viewer, QueryDict(query))
    found, drawn = overview_of(viewer, narrowing), map_of(viewer, narrowing)
    cells = [figure for matrix in found.grades for _source, row in matrix.lines for figure in row]
    return {
        "total": found.total, "ours": found.ours, "grades": counted(cells), "forms": counted(found.forms),
        "platforms": counted(found.platforms), "received": counted(found.received),
        "places": sum(place.number for place in [*drawn.places, *drawn.unplaced]),
        "routes": sum(way.number for way in drawn.ways),
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_fast_figures_are_those_counted_one_by_one(
    khmer_liaison: Viewer, thai_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer, seed: int
) -> None:
    draw = random.Random(seed)
    writers = [khmer_liaison, thai_liaison, malay_liaison]
    for _n in range(14):
        _a_random_report(draw, writers, thai_analyst)
    for viewer in (fresh(one) for one in (*writers, thai_analyst)):
        assert told(viewer) == one_by_one(viewer)
        assert told(viewer, "show=received") == one_by_one(
            viewer, lambda one, v=viewer: one.originator_id != v.agency_id
        )
        assert told(viewer, "form=labour") == one_by_one(viewer, lambda one: "labour" in one.exploitation)
        assert told(viewer, "since=2025") == one_by_one(viewer, lambda one: (one.validated_at or one.created_at) > LATE)


def _a_random_report(draw: random.Random, writers: list[Viewer], reader: Viewer) -> None:
    by = draw.choice(writers)
    kinds = draw.sample(["social", "game", "advert"], draw.randint(0, 3))
    report = a_report(
        by, validated=draw.random() < 0.8, platforms=[Platform(kind, "x") for kind in kinds],
        grades=Grades("4x4", draw.choice("ABCX"), draw.choice("1234")),
        cover={"exploitation": draw.sample(["labour", "sexual", "other"], draw.randint(0, 2))},
        named=[by.person] if draw.random() < 0.2 else None,
    )  # fmt: skip
    report.refresh_from_db(from_queryset=Report.objects.unscoped("test"))
    if report.state != "validated":
        return
    for to in draw.sample([one for one in [*writers, reader] if one.agency_id != by.agency_id], draw.randint(0, 2)):
        _released_somehow(draw, report, by, to)
    if draw.random() < 0.3:
        old = datetime(2023, draw.randint(1, 12), 3, tzinfo=UTC)
        Report.objects.unscoped("test").filter(pk=report.pk).update(validated_at=old)


def _released_somehow(draw: random.Random, report: Report, by: Viewer, to: Viewer) -> None:
    withheld = tuple(draw.sample(PIECES, draw.randint(0, 3)))
    person = to.person if draw.random() < 0.3 else None
    line = Release.offer(report, by=by, asker=to.agency, person=person, purpose="x", terms=Terms(withheld=withheld),
                         needs_acceptance=False)  # fmt: skip
    what = draw.choice(["stays", "stays", "stays", "ends", "recalled", "excluded"])
    if what == "ends":  # by the clock, before any worker writes it down
        Release.objects.unscoped("test").filter(pk=line.pk).update(until=Report.clock() - timedelta(seconds=1))
        for grants in (ReportGroupGrant, ReportUserGrant):
            grants.objects.filter(content_object=report, group=to.agency.group).update(expires_at=Report.clock())
    elif what == "recalled":
        line.recall(by=by, reason="A tip")
    elif what == "excluded":
        exclude(by=by, on=report, agency=to.agency)


def test_who_holds_more_reads_figures_of_the_latest_and_is_told(
    thai_analyst: Viewer, khmer_liaison: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (bounds, figures):
        monkeypatch.setattr(module, "MOST", 3)
    old = a_report(thai_analyst, cover={"exploitation": ["sexual"]})
    Report.objects.unscoped("test").filter(pk=old.pk).update(validated_at=datetime(2023, 2, 3, tzinfo=UTC))
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison)
    assert overview_of(thai_analyst, Narrowing.of(thai_analyst, QueryDict())).cut is False
    for _n in range(2):
        a_report(thai_analyst, cover={"exploitation": ["labour"]})
    found = overview_of(thai_analyst, Narrowing.of(thai_analyst, QueryDict()))
    assert (found.total, found.cut, counted(found.forms)) == (3, True, {"labour": 2})
    early = overview_of(thai_analyst, Narrowing.of(thai_analyst, QueryDict("until=2023")))
    assert (early.total, early.cut, counted(early.forms)) == (1, False, {"sexual": 1})
    assert len(page_of(thai_analyst, Narrowing.of(thai_analyst, QueryDict("since=2020"))).rows) == 4, "lists show all"
    page = browser(thai_analyst).get("/intelligence/").content.decode()
    assert "more reports than are counted" in page
    assert Program(thai_analyst).get("/intelligence/overview/").json()["cut"] is True
    assert Program(thai_analyst).get("/intelligence/map/").json()["cut"] is True


def test_the_day_of_a_report_is_that_of_its_grants(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    released(report, thai_analyst, by=khmer_liaison)
    report.refresh_from_db(from_queryset=Report.objects.unscoped("test"))
    held = set(ReportGroupGrant.objects.filter(content_object=report).values_list("dated", flat=True))
    assert held == {report.validated_at}
    when = datetime(2023, 2, 3, tzinfo=UTC)
    Report.objects.unscoped("test").filter(pk=report.pk).update(validated_at=when)
    assert set(ReportGroupGrant.objects.filter(content_object=report).values_list("dated", flat=True)) == {when}
