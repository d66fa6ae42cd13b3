"""What hangs on one case of a world, written down through the verbs of its rooms by those who may."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.decide import can
from access.viewer import Viewer
from agencies.models import Agency
from cases.chronology.models import Entry, Route
from cases.chronology.placing import Spot
from cases.evidence.models import Evidence
from cases.links.models import Link
from cases.models import Case
from cases.plan.models import Action
from cases.subjects.models import Photo, Subject
from cases.subjects.models.subject import Name, Number
from cases.warrants.models import Warrant
from demo.case_entries import (
    ActionEntry,
    EvidenceEntry,
    LinkEntry,
    RouteEntry,
    SubjectEntry,
    TimelineEntry,
    WarrantEntry,
)
from demo.company import Company
from demo.entries import CaseEntry
from demo.kinds import Ref
from demo.ledger import Ledger
from demo.problems import Place, Problem
from demo.refusals import at


class Records:
    """Writes the records of one case, in the order of the file; `taking_part` begins with the lead."""

    def __init__(
        self, entry: CaseEntry, case: Case, taking_part: list[Agency], company: Company, ledger: Ledger
    ) -> None:
        self.entry, self.case, self.taking_part = entry, case, taking_part
        self.company, self.ledger = company, ledger
        self.now = timezone.now()
        self.subjects: dict[str, Subject] = {}

    def write(self) -> None:
        """All of it. Raises Problem where a verb refuses or nobody may act."""
        for subject in self.entry.subjects:
            self.subjects[subject.key] = self._kept(f"subjects.{subject.key}", self._subject(subject))
        self._each("links", self.entry.links, self._link)
        self._each("timeline", self.entry.timeline, self._happened)
        self._each("routes", self.entry.routes, self._route)
        self._each("actions", self.entry.actions, self._action)
        self._each("warrants", self.entry.warrants, self._warrant)
        self._each("evidence", self.entry.evidence, self._evidence)

    def _each(self, section: str, items: Iterable[Any], write: Callable[[Any], Any]) -> None:
        for index, item in enumerate(items):
            self._kept(f"{section}.{index}", write(item))

    def _kept(self, key: str, row: Any) -> Any:
        self.ledger.add("cases", f"{self.entry.key}.{key}", row)
        return row

    # --- each kind ----------------------------------------------------------------------------------------------------
    def _subject(self, item: SubjectEntry) -> Subject:
        by, only = self._by("case.subject", item.node.place, item.only), self._agencies(item.only)
        facts = {"kind": item.kind, "role": item.role, "born": item.born, "note": item.note, "notice": item.notice}
        with at(item.node):
            subject = Subject.add(
                self.case,
                by=by,
                names=[Name(text) for text in item.names],
                numbers=[Number(number.kind, number.value) for number in item.identifiers],
                only=only,
                id=item.id,
                nationality=list(item.nationality),
                tags=list(item.tags),
                **facts,
            )
        if item.photo:
            with at(item.node, item.place("photo")):
                Photo.add(self.case, by=by, subject=subject, file=self._file(item, "photo"))
        return subject

    def _link(self, item: LinkEntry) -> Link:
        source, target = self.subjects[item.source.key], self.subjects[item.target.key]
        by = self._by("case.link", item.node.place, sees=(source, target))
        with at(item.node):
            return Link.add(self.case, by=by, source=source, target=target, kind=item.kind, note=item.note, id=item.id)

    def _happened(self, item: TimelineEntry) -> Entry:
        by, only = self._by("case.entry", item.node.place, item.only), self._agencies(item.only)
        when = item.at.text if item.at.is_day else item.at.moment(now=self.now)
        with at(item.node):
            return Entry.add(self.case, by=by, at=when, text=item.text, place=item.where, only=only, id=item.id)

    def _route(self, item: RouteEntry) -> Route:
        by, only = self._by("case.entry", item.node.place, item.only), self._agencies(item.only)
        with at(item.node):
            stops = [Spot(stop) for stop in item.stops]
            return Route.add(self.case, by=by, name=item.name, note=item.note, stops=stops, only=only, id=item.id)

    def _action(self, item: ActionEntry) -> Action:
        by = self._by("case.plan", item.node.place)
        due = item.due.day(now=self.now) if item.due else None
        agency = self.company.agency(item.agency)
        with at(item.node):
            action = Action.add(self.case, by=by, text=item.text, agency=agency, due=due, id=item.id)
        self._walk(action, "case.plan", item, agency, _ACTION_MOVES[item.state])
        return action

    def _warrant(self, item: WarrantEntry) -> Warrant:
        subject, issuer = self.subjects[item.subject.key], self.company.agency(item.issued_by)
        by = self._by("case.warrant", item.place("issued_by"), [item.issued_by], sees=(subject,))
        with at(item.node):
            warrant = Warrant.add(self.case, by=by, subject=subject, id=item.id, number=item.number, court=item.court)
        self._walk(warrant, "case.warrant", item, issuer, _warrant_moves(item, self.now.date()))
        return warrant

    def _evidence(self, item: EvidenceEntry) -> Evidence:
        by, only = self._by("case.evidence", item.node.place, item.only), self._agencies(item.only)
        file = self._file(item, "file") if item.file else None
        with at(item.node):
            return Evidence.add(self.case, by=by, title=item.title, text=item.text, file=file, only=only, id=item.id)

    # --- who, and with what -------------------------------------------------------------------------------------------
    def _by(self, action: str, place: Place, among: Iterable[Ref] = (), *, sees: tuple[Any, ...] = ()) -> Viewer:
        """The first who may, of the lead or else of the next agency in order; of `among` where it names any."""
        named = {ref.key for ref in among}
        wanted = [agency for agency in self.taking_part if not named or agency in self._agencies(among)]
        problem = Problem(place, "expected an agency that takes part in the case")
        for agency in wanted:
            try:
                return self.company.actor(agency, action, place, fits=self._fits(action, sees))
            except Problem as nobody:
                problem = nobody
        raise problem

    def _fits(self, action: str, sees: tuple[Any, ...]) -> Callable[[Viewer], bool]:
        return lambda viewer: can(viewer, action, self.case) and all(can(viewer, "case.read", row) for row in sees)

    def _agencies(self, refs: Iterable[Ref]) -> list[Agency]:
        return [self.company.agency(ref) for ref in refs]

    def _walk(
        self, row: Any, action: str, item: Any, agency: Agency, moves: Iterable[tuple[str, dict[str, Any]]]
    ) -> None:
        """The verbs that lead to the wanted state, each by the agency's own person."""
        for verb, arguments in moves:
            by = self.company.actor(agency, action, item.place("state"), fits=self._fits(action, (row,)))
            with at(item.node, item.place("state")):
                getattr(row, verb)(by=by, **arguments)

    def _file(self, item: EvidenceEntry | SubjectEntry, key: str) -> SimpleUploadedFile:
        named = getattr(item, key)
        path = self.company.folder / named
        try:
            return SimpleUploadedFile(path.name, path.read_bytes())
        except OSError as error:
            raise Problem(item.place(key), f"expected a file beside the world file, found none at “{named}”") from error


_ACTION_MOVES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "open": [],
    "doing": [("start", {})],
    "done": [("start", {}), ("finish", {})],
    "dropped": [("give_up", {"reason": "–"})],  # the file has no word for why
}
_YEAR = timedelta(days=365)


def _warrant_moves(item: WarrantEntry, today: date) -> list[tuple[str, dict[str, Any]]]:
    """The verbs from a draft to the wanted state: each renewal prolongs by a year, an expired one ended yesterday."""
    if item.state == "draft":
        return []
    moves: list[tuple[str, dict[str, Any]]] = [("issue", {})]
    last = today - timedelta(days=1) if item.state == "expired" else today + _YEAR / 2
    if item.state == "expired" or item.renewed:
        first = last - item.renewed * _YEAR
        moves = [("issue", {"issued_on": first - _YEAR, "expires_on": first})]
    renewals = [last - n * _YEAR for n in reversed(range(item.renewed))]
    moves += [("renew", {"expires_on": day, "on": day - _YEAR}) for day in renewals]
    sent = [("transmit", {"channel": item.channel}), ("acknowledge", {}), ("execute", {})]
    count = {"transmitted": 1, "acknowledged": 2, "executed": 3}.get(item.state, 1 if item.channel else 0)
    if item.state in ("issued", "expired"):
        count = 0
    ends: list[tuple[str, dict[str, Any]]] = [("withdraw", {})] if item.state == "withdrawn" else []
    return [*moves, *sent[:count], *ends]
