"""List of 50 cases, first page and 200th, for a hub agency and a small one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.paging import Cursor, page_for
from access.registry import permission_ids
from access.viewer import viewer_for
from agencies.models import Agency
from benchmarks.measuring import line, median_ms, request, signed_in, sql
from cases.models import Case
from demo.bulk.filling import Bulk

SCAN = """
    SELECT * FROM (SELECT content_object_id, sort_at FROM cases_casegroupgrant
     WHERE group_id = %(group)s AND permission_id = %({level})s AND expires_at > now()
       AND (sort_at, content_object_id) < (%(at)s, %(pk)s)
     ORDER BY sort_at DESC, content_object_id DESC LIMIT 51) AS {level}
"""
SCANS = " UNION ALL ".join(SCAN.format(level=level) for level in ("lead", "partner", "observer"))
OPTIMUM = f"""
SELECT c.* FROM cases_case c WHERE c.id IN (
    SELECT content_object_id FROM ({SCANS}) AS three ORDER BY sort_at DESC, content_object_id DESC LIMIT 51)
ORDER BY c.updated_at DESC, c.id DESC LIMIT 51
"""


def optimum(agency: Agency, after: str) -> Callable[[], object]:
    """The page by hand-written SQL."""
    ids, place = permission_ids(), Cursor.unseal(after) if after else None
    facts: dict[str, Any] = {level: ids[f"case_{level}"] for level in ("lead", "partner", "observer")}
    facts |= {
        "group": agency.group_id,
        "at": place.sort_at if place else "infinity",
        "pk": place.pk if place else "f" * 32,
    }
    return sql(OPTIMUM, facts)


def ours(viewer: Any, after: str) -> Callable[[], object]:
    """The SQL that `page_for` sends for the page."""
    with CaptureQueriesContext(connection) as captured:
        page_for(viewer, Case.objects.all(), after=after)
    return sql(captured.captured_queries[0]["sql"])


def deep(viewer: Any, pages: int) -> str:
    """The cursor to the page `pages` further, or to the last but one where there are fewer."""
    after = ""
    for _page in range(pages):
        older = page_for(viewer, Case.objects.all(), after=after).older
        if not older:
            break
        after = older
    return after


def measure(bulk: Bulk) -> None:
    """Four lines: hub and small agency, first and 200th page."""
    for label, agency in (("hub", bulk.hub), ("small", bulk.small)):
        person = bulk.analysts[agency.pk]
        viewer, client = viewer_for(person, agency), signed_in(person, agency)
        for page, after in (("first", ""), ("200th", deep(viewer, 199))):
            theirs, best = median_ms(ours(viewer, after)), median_ms(optimum(agency, after))
            query = {"after": after} if after else {}
            line(f"list, {label}, {page} page", request(partial(client.get, "/cases/", query)), best)
            print(f"    page_for alone {theirs:.2f} ms, ratio {theirs / best:.2f}")
