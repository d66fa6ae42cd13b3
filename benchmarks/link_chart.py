"""The data of a link chart with 500 subjects and 1,500 links."""

from benchmarks.measuring import line, median_ms, request, signed_in, sql
from demo.bulk.filling import Bulk

OPTIMUM = """
SELECT s.id, s.label, s.kind, s.role, NULL, NULL FROM subjects_subject s WHERE s.case_id = %(case)s
UNION ALL
SELECT l.id, l.kind, l.from_date, l.until_date, l.source_id, l.target_id FROM links_link l WHERE l.case_id = %(case)s
"""


def measure(bulk: Bulk) -> None:
    """One line."""
    client = signed_in(bulk.analysts[bulk.hub.pk], bulk.hub)
    best = median_ms(sql(OPTIMUM, {"case": bulk.crowded}))
    line("link chart", request(lambda: client.get(f"/cases/{bulk.crowded}/links/chart/"), rounds=5), best)
