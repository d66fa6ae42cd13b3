"""A dossier: the chosen parts of a case as one reader may see them, printed and recorded as a disclosure."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.decide import require
from access.viewer import Viewer
from audit.log import Led, record
from cases.dossier.codes import Purpose
from cases.dossier.parts import parts
from coordination_center.errors import Invalid
from coordination_center.paper.blocks import Facts, Notice, Section
from coordination_center.paper.printing import Marking, Paper, printed

NO_COURT = "H1"  # not in judicial proceedings without the provider's permission


def print_dossier(case: Any, *, by: Viewer, purpose: str, chosen: Sequence[str]) -> bytes:
    """The dossier as a PDF, for a case of `with_parts`; recorded with its purpose, parts and copy.

    The right to print is asked again after the printing, which may take a while. Raises `Invalid` where the handling
    forbids the purpose, `CannotPrint`, and as `access.decide.require`.
    """
    check_purpose(case, purpose, by=by)
    copy = uuid.uuid4()
    pdf = printed(dossier(case, by=by, purpose=purpose, chosen=chosen, at=case.clock(), copy=str(copy)))
    require(by, "case.export", case)
    record(
        "case.printed",
        by=by,
        on=case.ref,
        led=Led.DISCLOSURE,
        recipients=[by.agency_id],
        purpose=purpose,
        detail={"copy": copy, "parts": sorted(chosen)},
    )
    return pdf


def dossier(case: Any, *, by: Viewer, purpose: str, chosen: Sequence[str], at: datetime, copy: str) -> Paper:
    """The paper, in the active language, zone and calendar."""
    made = (part.make(by, case) for part in parts() if part.name in chosen)
    return Paper(
        title=case.title,
        marking=Marking(case.tlp, tuple(case.handling), case.handling_note, case.originator.name),
        reader=by.person.name,
        agency=by.agency.name,
        at=at,
        language=get_language() or "en",
        sections=[_about(by, purpose), *(section for section in made if section)],
        copy=copy,
    )


def check_purpose(case: Any, purpose: str, *, by: Viewer) -> None:
    """`Invalid` for court proceedings with what its originator keeps out of them."""
    if purpose == Purpose.COURT and NO_COURT in case.handling and case.originator_id != by.agency_id:
        raise Invalid(fields={"purpose": [_("The originator has not permitted the use in judicial proceedings (H1).")]})


def _about(by: Viewer, purpose: str) -> Section:
    """The same sentence for everyone: it says nothing of what others may see."""
    says = _("This print shows what %(agency)s may see at the time of printing, in the parts that were chosen.")
    notice = Notice(says % {"agency": by.agency.name})
    return Section(_("About this print"), [Facts([(_("Purpose"), str(Purpose(purpose).label))]), notice])
