"""The export of a list of cases, 5,000 lines, as CSV and XLSX."""

from functools import partial

from access.registry import permission_ids
from benchmarks.measuring import line, median_ms, request, signed_in, sql
from demo.bulk.filling import Bulk

OPTIMUM = """
SELECT c.*, a.name FROM cases_casegroupgrant g JOIN cases_case c ON c.id = g.content_object_id
JOIN cases_participation p ON p.case_id = c.id AND p.level = 'lead' JOIN agencies_agency a ON a.id = p.agency_id
WHERE g.group_id = %(group)s AND g.permission_id = %(observer)s
ORDER BY g.sort_at DESC, g.content_object_id DESC LIMIT 5000
"""


def measure(bulk: Bulk) -> None:
    """A line for each form."""
    client = signed_in(bulk.analysts[bulk.hub.pk], bulk.hub)
    facts = {"group": bulk.hub.group_id, "observer": permission_ids()["case_observer"]}
    best = median_ms(sql(OPTIMUM, facts), rounds=5)
    for form in ("csv", "xlsx"):
        asked = request(partial(client.post, "/cases/export/", {"form": form}), rounds=2)
        line(f"export, {form}", asked, best)
