"""Beginning a report."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from access.decide import require_role
from access.grants import sync
from access.verbs import still_seen
from access.viewer import Viewer
from agencies.models import Person
from audit.log import Led, record
from intelligence.reports.index import index
from intelligence.reports.models import Report
from intelligence.reports.models.content import checked_language


def create(
    *,
    by: Viewer,
    language: str,
    marking: dict[str, Any] | None = None,
    cover: dict[str, Any] | None = None,
    named: Sequence[Person] = (),
    id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    **content: Any,
) -> Report:
    """A draft of the acting agency: `marking` of `MARKING`, `cover` of `COVER`, `content` of `WRITABLE_PIECES`.

    With `named` people, or TLP:RED, it is a compartment from the start, with its author in it. Raises `NotAllowed` by
    role and `Invalid` for what cannot be.
    """
    require_role(by, "report.create")
    with transaction.atomic():
        report = Report(id=id or uuid.uuid4(), originator=by.agency, author=by.person)
        report.set_cover(by=by, **(cover or {}))
        report.created_at = report.updated_at = report.clock()
        report.compartment = bool(named)
        report.save(force_insert=True)
        if named:
            report.enter_names([by.person, *named], named_by=by.person)
        report.set_marking(by=by, **(marking or {}))
        report.touch("tlp", "handling", "handling_note", "circle", "compartment")
        report.write(by=by, language=checked_language(language), **content)
        sync(report)
        index(report)
        record("report.created", by=by, on=report.ref, led=Led.COLLECTION)
        still_seen(report, by=by)
    return report
