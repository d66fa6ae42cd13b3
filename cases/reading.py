"""What the pages and the API read of a case, always through a viewer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Prefetch, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import allowed, levels_on
from access.explain import exclusions_of, openings
from access.paging import PAGE, Cursor, Page
from access.viewer import Viewer
from cases.acts import Button, buttons
from cases.codes import Level, Part
from cases.models import Case, LeadOffer, NamedPerson, Note, Participation
from cases.models.participation import LIVE
from cases.rooms import rooms
from coordination_center.errors import NotAllowed

PARTS = {"lead": {"lead"}, "partner": {"partner"}, "observer": {"observer"}, "invited": {"invited"}}


def narrowed(part: str) -> frozenset[str] | None:
    """The levels that a list's filter stands for; None for all, and for a filter that is not on the list."""
    return frozenset(PARTS[part]) if part in PARTS else None


def with_parts(viewer: Viewer) -> QuerySet[Case]:
    """Cases with their live parts, in one further query for a whole page."""
    parts = Participation.objects.beside_seen_roots(viewer).filter(state__in=LIVE).select_related("agency")
    return Case.objects.select_related("originator").prefetch_related(
        Prefetch("participations", queryset=parts.order_by("invited_at", "id"), to_attr="live_parts")
    )


_PARTS_OF_CASE = "FROM cases_participation p WHERE p.case_id = cases_case.id AND p.state IN ('pending', 'active')"
_LEAD = f"""(SELECT a.name FROM agencies_agency a WHERE a.id =
    (SELECT p.agency_id {_PARTS_OF_CASE} AND p.level = 'lead'))"""  # noqa: S608
_MINE = f"(SELECT CASE p.state WHEN 'pending' THEN 'invited' ELSE p.level END {_PARTS_OF_CASE} AND p.agency_id = %s)"
_AGENCIES = f"(SELECT count(*) {_PARTS_OF_CASE})"


def in_a_list(viewer: Viewer) -> QuerySet[Case]:
    """Cases as a line of a list shows them: with `lead_name`, `mine` (what the acting agency is) and `agencies`.

    Parts are open to all who see the case, so they come as values beside its row and cost no query of their own.
    """
    return Case.objects.annotate(
        lead_name=RawSQL(_LEAD, [], output_field=TextField()),  # noqa: S611
        mine=RawSQL(_MINE, [viewer.agency_id], output_field=TextField()),  # noqa: S611
        agencies=RawSQL(_AGENCIES, [], output_field=IntegerField()),  # noqa: S611
    )


def with_lead_country(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same cases with `lead_country`, as a list of chosen columns and its file may show it."""
    return cases.annotate(lead_country=RawSQL(_LEAD.replace("a.name", "a.country"), [], output_field=TextField()))  # noqa: S611


def lead_of(case: Any) -> Participation | None:
    """The lead's part, of a case fetched by `with_parts`."""
    return next((part for part in case.live_parts if part.level == Level.LEAD), None)


def part_of(viewer: Viewer, case: Any) -> Participation | None:
    """The acting agency's part, of a case fetched by `with_parts`."""
    return next((part for part in case.live_parts if part.agency_id == viewer.agency_id), None)


def edit_initial(case: Case) -> dict[str, Any]:
    """The fields a writer may change, as they stand, with the version."""
    names = ("title", "summary", "tlp", "handling", "handling_note", "version")
    return {name: getattr(case, name) for name in names}


def notes_of(viewer: Viewer, case: Case, *, after: str = "", size: int = PAGE) -> Page[Note]:
    """A page of the notes this viewer may read, newest first."""
    return newest(case.notes.visible_to(viewer).select_related("author", "agency"), after=after, size=size)


def newest(rows: Any, *, after: str = "", size: int = PAGE) -> Page[Any]:
    """A page of a case's records (scoped before), newest first; `after` is a sealed cursor of the page before."""
    cursor = Cursor.unseal(after) if after else None
    if cursor:
        rows = rows.filter(TupleLessThan(Tuple("created_at", "id"), (cursor.sort_at, cursor.pk)))
    found = list(rows.order_by("-created_at", "-id")[: size + 1])
    older = Cursor(found[size - 1].created_at, found[size - 1].pk).seal() if len(found) > size else ""
    return Page(found[:size], older=older)


@dataclass(frozen=True)
class RecordPage:
    """What every page of one case needs: the case, the viewer's levels on it, tabs, buttons, who has access."""

    viewer: Viewer
    case: Any
    levels: frozenset[str]
    tab: str

    @classmethod
    def of(cls, viewer: Viewer, case: Case, *, tab: str) -> "RecordPage":
        """The page of a case that the viewer may see."""
        return cls(viewer, case, levels_on(viewer, case), tab)

    def may(self, action: str) -> bool:
        """The policy, for the levels already read."""
        return allowed(self.viewer, action, self.levels)

    @property
    def reads(self) -> bool:
        """Whether the whole case is open, and not only its proposal."""
        return self.may("case.read")

    @property
    def reads_log(self) -> bool:
        """The lead and the agency that began the case may see who consulted it."""
        own = self.case.originator_id == self.viewer.agency_id
        return self.may("case.log") or (own and self.reads)

    def require_log(self) -> None:
        """`NotAllowed` for those who take part without the right to the log."""
        if not self.reads_log:
            raise NotAllowed(
                _("The log is for the lead and for the agency that began the case."),
                object_type="case",
                object_id=self.case.pk,
                action="case.log",
            )

    def offer(self) -> LeadOffer | None:
        """The offer of the lead that stands."""
        offers = self.case.lead_offers.visible_to(self.viewer).filter(ended_at=None)
        found: LeadOffer | None = offers.select_related("to").first()
        return found

    def buttons(self) -> list[Button]:
        """The verbs the viewer has on this case."""
        offer = self.offer() if self.may("case.accept_lead") else None
        offered = offer is not None and offer.to_id == self.viewer.agency_id
        return buttons(self.viewer, self.case, self.levels, lead_offered=offered)

    def tabs(self) -> list[dict[str, Any]]:
        """The tabs this viewer has, with the current one marked."""
        named = [("overview", "case", _("Overview")), ("timeline", "case_timeline", _("Timeline"))]
        named += [(room.name, room.url, str(room.label)) for room in rooms() if self.may(room.action)]
        named.append(("sharing", "case_sharing", _("Sharing")))
        if self.reads_log:
            named.append(("log", "case_log", _("Log")))
        return [
            {"name": name, "url": reverse(url, args=[self.case.pk]), "label": label, "current": name == self.tab}
            for name, url, label in named
        ]

    @property
    def context(self) -> dict[str, Any]:
        """The template's context; `parts` are the live parts, `mine` the acting agency's."""
        return {
            "case": self.case,
            "tab": self.tab,
            "tabs": self.tabs() if self.reads else [],
            "verbs": self.buttons(),
            "parts": self.case.live_parts,
            "lead": lead_of(self.case),
            "mine": part_of(self.viewer, self.case),
            "reads": self.reads,
            "may_edit": self.may("case.edit"),
            "may_note": self.may("case.note"),
            "active_parts": [part for part in self.case.live_parts if part.state == Part.ACTIVE],
        }

    def sharing(self) -> dict[str, Any]:
        """What the sharing tab adds: ended parts, names; for the lead why each access holds, and who is shut out."""
        ended = self.case.participations.visible_to(self.viewer).exclude(state__in=LIVE).select_related("agency")
        leads = self.may("case.exclude")
        return {
            "ended_parts": list(ended.order_by("-ended_at", "id")),
            "named": self._named(),
            "offer": self.offer(),
            "openings": openings(self.case, to=self.viewer.agency) if leads else [],
            "exclusions": list(exclusions_of(self.case, to=self.viewer.agency)) if leads else [],
            "leads": leads,
        }

    def _named(self) -> list[NamedPerson]:
        rows = self.case.named.visible_to(self.viewer).filter(ended_at=None)
        return list(rows.select_related("person", "agency"))
