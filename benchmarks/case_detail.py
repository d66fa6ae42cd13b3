"""The record page of a case, its subjects and its timeline, against the rows they show."""

from functools import partial

from benchmarks.measuring import line, median_ms, request, signed_in, sql
from demo.bulk.filling import Bulk

CASE = """
SELECT c.*, (SELECT jsonb_agg(p) FROM cases_participation p WHERE p.case_id = c.id) AS parts,
       (SELECT jsonb_agg(n) FROM (SELECT * FROM cases_note n WHERE n.case_id = c.id LIMIT 51) AS n) AS notes
FROM cases_case c WHERE c.id = %(case)s AND EXISTS (
    SELECT FROM cases_casegroupgrant g WHERE g.content_object_id = c.id AND g.group_id = %(group)s)
"""
SUBJECTS = """
SELECT s.*, (SELECT jsonb_agg(n.text) FROM subjects_subjectname n WHERE n.subject_id = s.id) AS names
FROM subjects_subject s WHERE s.case_id = %(case)s AND s.removed_at IS NULL AND EXISTS (
    SELECT FROM cases_casegroupgrant g WHERE g.content_object_id = s.case_id AND g.group_id = %(group)s)
ORDER BY s.created_at DESC, s.id DESC LIMIT 51
"""
EVENTS = """
SELECT * FROM audit_event WHERE root_id = %(case)s AND led <> 'consultation' ORDER BY at DESC, id DESC LIMIT 51
"""


def measure(bulk: Bulk) -> None:
    """One line for each page of the crowded case, as its lead."""
    client = signed_in(bulk.analysts[bulk.hub.pk], bulk.hub)
    facts = {"case": bulk.crowded, "group": bulk.hub.group_id}
    for what, path, best in (
        ("case", "", CASE),
        ("subjects of a crowded case", "subjects/", SUBJECTS),
        ("timeline of a case", "timeline/", EVENTS),
    ):
        where = f"/cases/{bulk.crowded}/{path}"
        line(what, request(partial(client.get, where)), median_ms(sql(best, facts)))
