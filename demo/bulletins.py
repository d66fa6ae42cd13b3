"""The notices of a case in a world: their keys, and the verbs that lead each to its state."""

from dataclasses import dataclass
from typing import Any

from agencies.models import Agency
from cases.warrants.models import Warrant
from demo.case_entries import Entry
from demo.case_records import Records
from demo.case_schema import when
from demo.court_schema import items, whole
from demo.kinds import Field, Ref, code, may, need, or_empty, ref, several, text, uuid_
from demo.moments import When
from demo.nodes import Node
from demo.problems import Problem
from demo.refusals import at
from intelligence.notices.codes import Form, Kind, Means, Sex, Sought, State
from intelligence.notices.models import Notice

STATES = [state.value for state in State if state != State.EXPIRED]
WAY = (State.READY, State.SUBMITTED, State.PUBLISHED)


def flag(node: Node) -> bool:
    """True or false."""
    if not isinstance(node.value, bool):
        raise node.problem(f"expected true or false, found {node.quoted()}")
    return node.value


def _line(most: int, *, multiline: bool = False) -> Field:
    return may(or_empty(text(most, multiline=multiline)), "")


FACTS: dict[str, Field] = {
    "title": _line(200), "sex": may(code(Sex.values), Sex.UNKNOWN.value), "means": may(several(code(Means.values)), ()),
    "description": _line(5_000, multiline=True), "facts": _line(20_000, multiline=True), "facts_when": _line(200),
    "facts_where": _line(200), "charge": _line(500), "law": _line(500), "penalty": _line(500),
    "sought_for": may(code(Sought.values), Sought.PROSECUTION.value), "months": may(whole(0, 2400)),
    "extradition": may(flag, False), "event_at": _line(200), "minor": may(flag, False),
    "privacy_allows": may(flag, False), "statement": _line(10_000, multiline=True), "listing": _line(200),
}  # fmt: skip
NOTICE: dict[str, Field] = {
    "id": may(uuid_),
    "kind": need(code(Kind.values)),
    "form": may(code(Form.values), Form.NOTICE.value),
    "agency": need(ref),
    "subject": may(ref),
    "warrant": _line(80),
    "event_on": may(when),
    "state": may(code(STATES), State.DRAFT.value),
    "ncb": may(ref),
    "reference": _line(80),
    "only": may(several(ref, least=1), ()),
    **FACTS,
}


@dataclass(frozen=True, slots=True)
class NoticeEntry(Entry):
    """A notice; `warrant` is the number of one on the same subject, `facts` the rest of its paperwork."""

    kind: str
    form: str
    agency: Ref
    subject: Ref | None
    warrant: str
    event_on: When | None
    state: str
    ncb: Ref | None
    reference: str
    only: tuple[Ref, ...]
    facts: dict[str, Any]


def _entry(*, node: Node, **values: Any) -> NoticeEntry:
    facts = {name: values.pop(name) for name in FACTS}
    return NoticeEntry(node=node, facts=facts | {"means": list(facts["means"])}, **values)


NOTICES: dict[str, Field] = {"notices": items(_entry, NOTICE)}


class Bulletins(Records):
    """Adds what follows on warrants: notices."""

    def write(self) -> None:
        super().write()
        self._each("notices", self.entry.notices, self._notice)

    def _notice(self, item: NoticeEntry) -> Notice:
        subject = self.subjects[item.subject.key] if item.subject else None
        agency, sees = self.company.agency(item.agency), (subject,) if subject else ()
        by = self._by("case.notice", item.place("agency"), [item.agency], sees=sees)
        facts = item.facts | {"event_on": item.event_on.day(now=self.now) if item.event_on else None}
        if item.warrant:
            rows = Warrant.objects.under(by, self.case).filter(number=item.warrant)
            facts["warrant"] = rows.first() or self._nothing(item)
        with at(item.node):
            notice = Notice.add(
                self.case, by=by, kind=item.kind, form=item.form, subject=subject, only=self._agencies(item.only),
                id=item.id, **facts,
            )  # fmt: skip
        self._walk(notice, "case.notice", item, agency, self._moves(item))
        return notice

    def _nothing(self, item: NoticeEntry) -> Warrant:
        raise Problem(item.place("warrant"), f"expected the number of a warrant of this case, found “{item.warrant}”")

    def _moves(self, item: NoticeEntry) -> list[tuple[str, dict[str, Any]]]:
        if item.state == State.CANCELLED:
            return [("make_ready", {}), ("cancel", {})]
        ncb: Agency | None = self.company.agency(item.ncb) if item.ncb else None
        steps: list[tuple[str, dict[str, Any]]] = [
            ("make_ready", {}), ("submit", {"ncb": ncb}), ("publish", {"reference": item.reference}),
        ]  # fmt: skip
        return steps[: WAY.index(State(item.state)) + 1] if item.state in WAY else []
