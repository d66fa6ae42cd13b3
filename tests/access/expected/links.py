"""Links of a case: who gets what of each address."""

from typing import Any

EXPECTED = {
    "case_link_list": (302, 404, 200, 200, 404, 404, 404),
    "case_link_new": (302, 404, 200, 200, 404, 404, 404),
    "case_link_chart": (302, 404, 200, 200, 404, 404, 404),
    "case_link_export": (302, 405, 405, 405, 405, 405, 405),
    "case_link_import": (302, 404, 200, 200, 404, 404, 404),
    "case_link_import_run": (302, 405, 405, 405, 405, 405, 405),
    "case_link": (302, 404, 200, 200, 404, 404, 404),
    "case_link_edit": (302, 404, 403, 200, 404, 404, 404),
    "case_link_removal": (302, 404, 403, 200, 404, 404, 404),
    "api_case_links": (401, 404, 200, 200, 404, 404, 404),
    "api_case_link_chart": (401, 404, 200, 200, 404, 404, 404),
    "api_case_link": (401, 404, 200, 200, 404, 404, 404),
    "api_case_link_removal": (401, 405, 405, 405, 405, 405, 405),
}


def known(ranong: Any, thai_analyst: Any) -> dict[str, Any]:
    """A link of the Thai police between two subjects."""
    from cases.links.models import Link
    from cases.subjects.models import Subject
    from cases.subjects.models.subject import Name

    one, other = (Subject.add(ranong, by=thai_analyst, names=[Name(name)]) for name in ("One", "Other"))
    return {"link": Link.add(ranong, by=thai_analyst, source=one, target=other, kind="knows").pk}
