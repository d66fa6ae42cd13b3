"""A case with something in each room, some of it for one agency alone, and what a print of it says."""

from datetime import UTC, date, datetime
from typing import Any

from access.decide import get_for
from access.viewer import Viewer
from cases.chronology.models import Entry
from cases.dossier.parts import parts
from cases.dossier.printing import dossier
from cases.evidence.models import Evidence
from cases.links.models import Link
from cases.models import Case
from cases.offences.models import Claim, VictimGroup
from cases.plan.models import Action
from cases.reading import with_parts
from cases.subjects.models import Card, Charge, Name, Number, Subject
from cases.warrants.models import Warrant
from coordination_center.paper.printing import Paper, printed
from tests.frame.paper.reading import text

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
ALL = [part.name for part in parts()]
SHOWN = {
    "subjects": "Somchai the broker", "links": "drives him on Mondays", "timeline": "Boat seen at the pier",
    "plan": "Ask the harbour office", "warrants": "W-2017-114", "evidence": "Crew list of March", "notes": "Call first",
    "offences": "Crew of the Andaman", "cards": "Found below deck", "charges": "Ranong Provincial Court",
}  # fmt: skip
HIDDEN = "Hidden thing"


def fill(case: Case, by: Viewer, *, only: Any = (), word: str = "") -> None:
    """One record in each room; `word` before each of its texts."""

    def said(part: str) -> str:
        return f"{word} {SHOWN[part]}".strip()

    boss = Subject.add(case, by=by, names=[Name(said("subjects")), Name("ลุงชัย")], numbers=[Number("plate", "กข 1234")],
                       born="1980-05", only=only)  # fmt: skip
    van = Subject.add(case, by=by, names=[Name(f"{word} Van")], kind="Vehicle", only=only)
    Link.add(case, by=by, source=boss, target=van, kind="uses", note=said("links"), only=only)
    Entry.add(case, by=by, at=date(2017, 3, 1), text=said("timeline"), place="Ranong", only=only)
    Action.add(case, by=by, text=said("plan"), agency=by.agency, due=date(2026, 12, 24), only=only)
    Warrant.add(case, by=by, subject=boss, number=said("warrants"))
    group = VictimGroup.add(case, by=by, label=said("offences"), only=only)
    Claim.add(case, by=by, group=group, code="recruitment", text="promised a job", only=only)
    Card.add(case, by=by, found_at=said("cards"), only=only)
    Charge.add(case, by=by, subject=boss, offence="trafficking", court=said("charges"), charged_on="2017-04")
    Evidence.add(case, by=by, title=said("evidence"), text="a list of names", only=only)
    case.add_note(by=by, text=said("notes"), only=only)


def paper_for(viewer: Viewer, case: Case, chosen: Any = ALL, **more: Any) -> Paper:
    """The dossier of a viewer, always of the same moment and copy."""
    found = get_for(viewer, "case.export", with_parts(viewer), pk=case.pk)
    return dossier(found, by=viewer, purpose="briefing", chosen=chosen, at=AT, copy="copy-1", **more)


def words_for(viewer: Viewer, case: Case, chosen: Any = ALL) -> str:
    """What a viewer's dossier says, in one line."""
    return " ".join(text(printed(paper_for(viewer, case, chosen))).split())
