"""Sections of a world beyond its cases: networks across cases, and case review meetings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from access.decide import can, may
from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Tlp
from cases.models import Case
from cases.networks.codes import Priority, Share, Standing
from cases.networks.models import Network
from cases.reviews.codes import Category, Kind
from cases.reviews.creation import create
from cases.reviews.models import Review
from cases.subjects.models import Subject
from demo.case_schema import when
from demo.company import Company
from demo.court_schema import items, whole
from demo.kinds import Field, Ref, code, key, need, or_empty, ref, several, text, uuid_
from demo.kinds import may as may_have
from demo.ledger import Ledger
from demo.moments import When
from demo.nodes import Node
from demo.problems import Problem
from demo.refusals import at

STATES = ("planned", "open", "closed")


@dataclass(frozen=True, slots=True)
class Item:
    """A mapping of a world file, its values by key."""

    node: Node
    values: dict[str, Any]

    @property
    def key(self) -> str:
        """Its key in its section."""
        return str(self.values["key"])

    @property
    def id(self) -> UUID | None:
        """The id that the file gives it."""
        return self.values.get("id")

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def _item(*, node: Node, **values: Any) -> Item:
    return Item(node, values)


MEMBER = {
    "case": need(ref),
    "subject": need(ref),
    "standing": may_have(code(Standing.values), Standing.OTHER.value),
    "priority": may_have(code(Priority.values), ""),
    "note": may_have(or_empty(text(5_000, multiline=True)), ""),
}
NETWORK = {
    "id": may_have(uuid_),
    "key": need(key),
    "name": need(text(200)),
    "summary": may_have(or_empty(text(20_000, multiline=True)), ""),
    "tlp": may_have(code([value for value in Tlp.values if value != Tlp.RED]), Tlp.AMBER.value),
    "keeper": need(ref),
    "readers": may_have(several(ref), ()),
    "members": items(_item, MEMBER),
}
DECISION = {"text": need(text(2_000)), "agency": need(ref), "due": may_have(when)}
FIGURE = {"category": need(code(Category.values)), "number": need(whole(1, 1_000_000)), "source": need(text(300))}
AGENDA = {
    "case": need(ref),
    "topic": may_have(or_empty(text(300)), ""),
    "decisions": items(_item, DECISION),
    "figures": items(_item, FIGURE),
}
MEETING = {
    "id": may_have(uuid_),
    "key": need(key),
    "title": need(text(200)),
    "kind": may_have(code(Kind.values), Kind.WORKSHOP.value),
    "starts": need(when),
    "ends": need(when),
    "place": may_have(or_empty(text(200)), ""),
    "host": need(ref),
    "attending": may_have(several(ref), ()),
    "state": may_have(code(STATES), "planned"),
    "follows": may_have(ref),
    "since": may_have(when),
    "agenda": items(_item, AGENDA),
}
GATHERINGS: dict[str, Field] = {"networks": items(_item, NETWORK), "meetings": items(_item, MEETING)}


class Gatherings:
    """Plays networks and meetings through their verbs, by those who may."""

    def __init__(self, company: Company, ledger: Ledger) -> None:
        self.company, self.ledger, self.now = company, ledger, timezone.now()

    def network(self, item: Item) -> None:
        """A network with its members and readers."""
        keeper = self.company.agency(item["keeper"])
        place = item.node.child("keeper").place
        by = self.company.actor(keeper, "network.create", place, fits=lambda viewer: may(viewer, "network.create"))
        with at(item.node):
            network = Network.begin(by=by, id=item.id, name=item["name"], summary=item["summary"], tlp=item["tlp"])
        for member in item["members"]:
            subject = self._found(member["case"], f"subjects.{member['subject'].key}", Subject, by)
            facts = {name: member[name] for name in ("standing", "priority", "note")}
            with at(member.node):
                network.enlist(by=by, subject=subject, **facts)
        for reader in item["readers"]:
            with at(item.node, reader.place):
                network.share(by=by, agency=self.company.agency(reader), share=Share.READER)
        self.ledger.add("networks", item.key, network)

    def meeting(self, item: Item) -> None:
        """A meeting in its state, with its agenda."""
        host, seats = self.company.agency(item["host"]), [self.company.agency(r) for r in item["attending"]]
        place = item.node.child("host").place
        by = self.company.actor(host, "review.create", place, fits=lambda viewer: may(viewer, "review.create"))
        with at(item.node):
            review = create(by=by, title=item["title"], agencies=seats, id=item.id, **self._facts(item, by))
        self.ledger.add("meetings", item.key, review)
        for agency in seats:
            with at(item.node):
                review.accept(by=self._who(agency, review, item))
        if item["state"] != "planned":
            review.open(by=by)
        for line in item["agenda"]:
            self._on_agenda(review, line, [host, *seats], in_session=item["state"] != "planned")
        if item["state"] == "closed":
            review.close(by=by)

    def _facts(self, item: Item, by: Viewer) -> dict[str, Any]:
        since: When | None = item["since"]
        follows = self._meeting(item["follows"], by) if item["follows"] else None
        return {
            "kind": item["kind"], "place": item["place"], "follows": follows,
            "starts_at": self._moment(item["starts"]), "ends_at": self._moment(item["ends"]),
            "since": since.day(now=self.now) if since else None,
        }  # fmt: skip

    def _on_agenda(self, review: Review, line: Item, table: list[Agency], *, in_session: bool) -> None:
        case, by = self._put_up_by(review, line, table)
        with at(line.node):
            found = review.put_up(by=by, case=case, topic=line["topic"])
            for decision in line["decisions"] if in_session else ():
                due: When | None = decision["due"]
                found.decide(
                    by=by, text=decision["text"], agency=self.company.agency(decision["agency"]),
                    due=due.day(now=self.now) if due else None,
                )  # fmt: skip
            for figure in line["figures"] if in_session else ():
                facts = {name: figure[name] for name in ("category", "number", "source")}
                review.state_figure(by=by, item=found, **facts)

    def _put_up_by(self, review: Review, line: Item, table: list[Agency]) -> tuple[Case, Viewer]:
        """The case, and the first at the table who may plan in it."""
        for agency in table:
            for viewer in self.company.members(agency):
                case = self._row(line["case"].key, Case, viewer)
                if case is not None and can(viewer, "case.plan", case) and can(viewer, "review.decide", review):
                    return case, viewer
        raise Problem(line["case"].place, "expected a case that somebody at the table works on")

    def _who(self, agency: Agency, review: Review, item: Item) -> Viewer:
        place = item.node.child("attending").place
        return self.company.actor(agency, "review.decide", place, fits=lambda viewer: can(viewer, "review.see", review))

    def _moment(self, when: When) -> datetime:
        return when.moment(now=self.now)

    def _meeting(self, named: Ref, by: Viewer) -> Review:
        found: Review = self._of(self.ledger.ids("meetings").get(named.key), Review, by, named)
        return found

    def _found(self, case: Ref, below: str, model: Any, by: Viewer) -> Any:
        return self._of(self.ledger.ids("cases").get(f"{case.key}.{below}"), model, by, case)

    def _of(self, pk: UUID | None, model: Any, by: Viewer, named: Ref) -> Any:
        row = model.objects.visible_to(by).filter(pk=pk).first() if pk else None
        if row is None:
            raise Problem(named.place, f"expected the key of a record that {by.agency} sees, found “{named.key}”")
        return row

    def _row(self, key: str, model: Any, viewer: Viewer) -> Any:
        return model.objects.visible_to(viewer).filter(pk=self.ledger.ids("cases").get(key)).first()
