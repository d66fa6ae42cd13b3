"""Reports: the list with its titles, all pieces of one report, and names found in them, on one very large world.

    bin/bench reports [REPORTS] [PART ...]

PART is one of list detail search figures; without any, all of them. What is measured is what pages and programs rest
on: the scoped querysets, without rendering.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.decide import get_for
from access.paging import page_for
from access.registry import permission_ids
from access.viewer import Viewer, viewer_for
from agencies.models import Agency
from benchmarks.measuring import median_ms, sql
from cases.naming.likeness import best_keys
from demo.bulk.filling import Bulk
from demo.bulk.reporting import fill
from intelligence.overview.figures import overview_of
from intelligence.overview.mapping import map_of
from intelligence.reports.codes import Piece
from intelligence.reports.models import Attachment, Part, Report, ReportRow, ReportSubject
from intelligence.reports.narrowing import MOST, Narrowing

SCAN = """
    SELECT * FROM (SELECT content_object_id, sort_at FROM reports_reportgroupgrant
     WHERE group_id = %(group)s AND permission_id = %({level})s AND expires_at > now()
     ORDER BY sort_at DESC, content_object_id DESC LIMIT 51) AS {level}
"""
SCANS = " UNION ALL ".join(SCAN.format(level=level) for level in ("originator", "recipient"))
# What a piece needs to be open to an agency: it originated the report, or holds a live release that has the piece.
OPEN = """(r.originator_id = %(agency)s OR EXISTS (
    SELECT FROM releases_release l WHERE l.report_id = r.id AND l.asker_id = %(agency)s AND l.state = 'active'
    AND l.until > now() AND NOT l.withheld @> ARRAY[{piece}]::varchar(12)[]))"""
LIST = f"""
SELECT r.*, p.text FROM reports_report r
LEFT JOIN reports_part p ON p.report_id = r.id AND p.piece = 'title' AND p.removed_at IS NULL
  AND {OPEN.format(piece="'title'")}
WHERE r.id IN (
    SELECT content_object_id FROM ({SCANS}) AS both_ ORDER BY sort_at DESC, content_object_id DESC LIMIT 51)
ORDER BY r.updated_at DESC, r.id DESC LIMIT 51
"""
DETAIL = f"""
SELECT r.*, p.piece, p.language, p.made, p.text, p.data, s.names, s.numbers
FROM reports_report r
LEFT JOIN reports_part p ON p.report_id = r.id AND p.removed_at IS NULL AND {OPEN.format(piece="p.piece")}
LEFT JOIN reports_reportsubject s ON s.report_id = r.id AND s.removed_at IS NULL AND {OPEN.format(piece="'subjects'")}
LEFT JOIN reports_attachment a ON a.report_id = r.id AND a.removed_at IS NULL AND {OPEN.format(piece="'attachments'")}
WHERE r.id = %(report)s AND EXISTS (
    SELECT FROM reports_reportgroupgrant g
    WHERE g.content_object_id = r.id AND g.group_id = %(group)s AND g.expires_at > now())
"""
SEARCH = f"""
SELECT w.report_id, w.field, w.text FROM reports_reportrow w JOIN reports_report r ON r.id = w.report_id
WHERE w.keys && %(keys)s AND {OPEN.format(piece="w.piece")} LIMIT 300
"""
# The latest that the agency holds, once, and each figure from them: what five statements ask.
LATEST = """
WITH latest AS MATERIALIZED (
    SELECT r.id, r.originator_id, r.exploitation, arms.dated, arms.permission_id = %(originator)s AS own FROM (
        (SELECT content_object_id, dated, permission_id FROM reports_reportgroupgrant
          WHERE group_id = %(group)s AND permission_id = %(originator)s AND expires_at > now()
          ORDER BY dated DESC, content_object_id DESC LIMIT %(most)s)
        UNION ALL
        (SELECT content_object_id, dated, permission_id FROM reports_reportgroupgrant
          WHERE group_id = %(group)s AND permission_id = %(recipient)s AND expires_at > now()
          ORDER BY dated DESC, content_object_id DESC LIMIT %(most)s)
        ORDER BY dated DESC, content_object_id DESC LIMIT %(most)s) AS arms
    JOIN reports_report r ON r.id = arms.content_object_id),
said AS MATERIALIZED (
    SELECT p.piece, p.data, p.report_id FROM latest t JOIN reports_part p ON p.report_id = t.id
    WHERE p.removed_at IS NULL AND p.piece IN ({pieces}) AND (t.own OR EXISTS (
        SELECT FROM releases_release l WHERE l.report_id = t.id AND l.asker_id = %(agency)s AND l.state = 'active'
        AND l.until > now() AND NOT l.withheld @> ARRAY[p.piece])))
"""
FIGURES = f"""{LATEST.format(pieces="'grades', 'platforms'")}
SELECT 'month', date_trunc('month', dated)::text, originator_id::text, count(*) FROM latest GROUP BY 2, 3
UNION ALL SELECT 'form', form, '', count(*) FROM latest, unnest(exploitation) AS form GROUP BY 2
UNION ALL SELECT 'grade', data ->> 'source', data ->> 'information', count(*) FROM said WHERE piece = 'grades'
  GROUP BY 2, 3
UNION ALL SELECT 'platform', used ->> 'kind', '', count(DISTINCT report_id) FROM said, jsonb_array_elements(
  data -> 'used') AS used WHERE piece = 'platforms' GROUP BY 2
UNION ALL SELECT 'given', l.asker_id::text, '', count(DISTINCT l.report_id) FROM latest t JOIN releases_release l
  ON l.report_id = t.id WHERE t.own AND l.state = 'active' AND l.until > now() GROUP BY 2
"""
MAPPED = f"""{LATEST.format(pieces="'place', 'route'")}
(SELECT round((data ->> 'lat')::numeric, 2)::text, round((data ->> 'lon')::numeric, 2)::text, min(data ->> 'place'),
  count(*) FROM said WHERE piece = 'place' GROUP BY 1, 2 ORDER BY 4 DESC LIMIT 201)
UNION ALL (SELECT data::text, '', '', count(*) FROM said WHERE piece = 'route' GROUP BY 1 ORDER BY 4 DESC LIMIT 1001)
"""
QUERIES = ("Somchai Jaidee", "សុខា ចាន់ធូ", "Kyaw Thein", "Nguyen")


def line(what: str, ask: Callable[[], Any], best: Callable[[], object]) -> None:
    """Print one measurement: what `ask` sends, replayed as plain SQL, beside the best that we could write by hand."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    sent = [query["sql"] for query in captured.captured_queries]
    database = sum(median_ms(sql(statement)) for statement in sent)
    optimum = median_ms(best)
    start = time.process_time()
    for _round in range(20):
        ask()
    cpu = (time.process_time() - start) * 1000 / 20
    print(
        f"{what:36} {len(sent):2d} queries  {database:7.2f} ms db  {cpu:6.1f} ms cpu  sql {optimum:7.2f} ms"
        f"  ratio {database / optimum:5.2f}",
        flush=True,
    )


def facts_of(agency: Agency, **further: Any) -> dict[str, Any]:
    """What the hand-written statements take."""
    ids = permission_ids()
    levels = {level: ids[f"report_{level}"] for level in ("originator", "recipient")}
    return levels | {"agency": agency.pk, "group": agency.group_id} | further


def one_page(viewer: Viewer) -> int:
    """The first page of the list with the titles that the viewer may read."""
    page = page_for(viewer, Report.objects.all())
    titles = Part.objects.visible_to(viewer).filter(report__in=[report.pk for report in page.rows], piece=Piece.TITLE)
    return len(page.rows) + len(titles)


def one_report(viewer: Viewer, pk: UUID) -> int:
    """A report with all of its pieces that the viewer may read."""
    report = get_for(viewer, "report.see", Report, pk=pk)
    pieces: list[Any] = [model.objects.under(viewer, report) for model in (Part, ReportSubject, Attachment)]
    return sum(len(rows) for rows in pieces)


def one_search(viewer: Viewer, query: str) -> int:
    """The rows that a name may be in, before they are ranked."""
    keys = sorted((best_keys(query) or [{"-"}])[0])
    return len(ReportRow.objects.visible_to(viewer).filter(keys__overlap=keys).values("report", "field", "text")[:300])


def measure_list(bulk: Bulk) -> None:
    """A line for each agency."""
    for label, agency in (("hub", bulk.hub), ("small", bulk.small)):
        viewer = viewer_for(bulk.analysts[agency.pk], agency)
        line(f"list, {label}", partial(one_page, viewer), sql(LIST, facts_of(agency)))


def measure_detail(bulk: Bulk) -> None:
    """One report that was released to the hub without its place, as its originator and as the hub read it."""
    report = Report.objects.unscoped("a measurement").select_related("originator").get(pk=bulk.crowded)
    for label, agency in (("originator", report.originator), ("recipient", bulk.hub)):
        viewer = viewer_for(bulk.analysts[agency.pk], agency)
        best = sql(DETAIL, facts_of(agency, report=report.pk))
        line(f"report, {label}", partial(one_report, viewer, bulk.crowded), best)


def measure_search(bulk: Bulk) -> None:
    """A line for each query and agency."""
    for label, agency in (("hub", bulk.hub), ("small", bulk.small)):
        viewer = viewer_for(bulk.analysts[agency.pk], agency)
        for query in QUERIES:
            facts = facts_of(agency, keys=sorted((best_keys(query) or [{"-"}])[0]))
            line(f"search, {label}, {query}", partial(one_search, viewer, query), sql(SEARCH, facts))


def measure_figures(bulk: Bulk) -> None:
    """The figures and the map for each agency, over the latest reports; beside them the figures by hand."""
    for label, agency in (("hub", bulk.hub), ("small", bulk.small)):
        viewer = viewer_for(bulk.analysts[agency.pk], agency)
        meant = Narrowing(agency.pk)
        facts = facts_of(agency, person=viewer.person_id, most=MOST)
        line(f"figures, {label}", partial(overview_of, viewer, meant), sql(FIGURES, facts))
        line(f"map, {label}", partial(map_of, viewer, meant), sql(MAPPED, facts))


PARTS = {"figures": measure_figures, "list": measure_list, "detail": measure_detail, "search": measure_search}


def main() -> None:
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    start = time.perf_counter()
    bulk = fill(reports)
    print(f"{reports:,} reports filled in {time.perf_counter() - start:.0f} s", flush=True)
    for name in sys.argv[2:] or PARTS:
        PARTS[name](bulk)
