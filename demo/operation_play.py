"""The section `operations` of a world, walked through the verbs by those who may."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from access.decide import can, may
from access.viewer import Viewer
from agencies.models import Agency, Person
from cases.models import Case
from demo.company import Company
from demo.gatherings import Item
from demo.kinds import Ref
from demo.ledger import Ledger
from demo.problems import Problem
from demo.refusals import at
from operations.codes import Part, State, Status
from operations.models import Delegation, Increment, Operation, Site

WHY = "As the world file says."


class Operations:
    """Plays operations until each is in the state that the file describes."""

    def __init__(self, company: Company, ledger: Ledger) -> None:
        self.company, self.ledger, self.now = company, ledger, timezone.now()
        self.played: list[tuple[Item, Operation]] = []

    def play(self, item: Item) -> None:
        """One operation with its countries, sites and results."""
        operation = _Play(item, self.company, self.ledger, self.now).run()
        self.played.append((item, operation))


class _Play:
    def __init__(self, item: Item, company: Company, ledger: Ledger, now: datetime) -> None:
        self.item, self.company, self.ledger, self.now = item, company, ledger, now
        self.host = company.agency(item["coordinator"])
        self.guests = [company.agency(line["agency"]) for line in item["delegations"]]
        self.named = [(ref, *self._nameable(ref)) for ref in item["named"]]
        self.lines: dict[Any, Delegation] = {}
        self.sites: dict[str, Site] = {}
        self.operation: Operation
        self.by: Viewer

    def run(self) -> Operation:
        self._plan()
        for number, line in enumerate(self.item["delegations"]):
            self._invite(number, line)
        self._name()
        for site in self.item["sites"]:
            self._site(site)
        self._walk()
        return self.operation

    def _plan(self) -> None:
        item, mine = self.item, [(p, a) for _ref, p, a in self.named if a == self.host]
        if self.named and not mine:
            raise Problem(item.node.child("named").place, f"expected a person of {self.host} among the named")
        people = [person for person, _agency in mine]

        def fits(viewer: Viewer) -> bool:
            return may(viewer, "operation.create") and (not people or viewer.person in people)

        self.by = self.company.actor(self.host, "operation.create", item.node.child("coordinator").place, fits=fits)
        days = {name: item[name].day(now=self.now) for name in ("starts", "ends")}
        facts = {name: item[name] for name in ("name", "objectives", "legal_basis")}
        with at(item.node):
            self.operation = Operation.plan(by=self.by, id=item.id, named=mine, **facts, **days)
        self.ledger.add("operations", item.key, self.operation)

    def _invite(self, number: int, line: Item) -> None:
        agency, moment = self.company.agency(line["agency"]), line["visible_from"]
        person = self.company.person(line["coordinator"]) if line["coordinator"] else None
        with at(line.node):
            made = self.operation.invite(
                by=self.by, agency=agency, part=line["part"], coordinator=person,
                visible_from=moment.moment(now=self.now) if moment else None,
            )  # fmt: skip
        self.lines[agency.pk] = made
        self._note(f"delegations.{number}", made)

    def _name(self) -> None:
        for ref, person, agency in self.named:
            if agency != self.host:
                with at(self.item.node, ref.place):
                    self.operation.name_person(by=self.by, person=person, agency=agency)

    def _nameable(self, ref: Ref) -> tuple[Person, Agency]:
        """The named person with the first of their agencies that takes part."""
        person = self.company.person(ref)
        there = {agency.pk: agency for agency in (self.host, *self.guests)}
        found = next((there[pk] for pk in self.company.agencies_of(person) if pk in there), None)
        if found is None:
            raise Problem(ref.place, f"expected a person of an agency that takes part, found “{ref.key}”")
        return person, found

    def _site(self, item: Item) -> None:
        only = [self.company.agency(ref) for ref in item["only"]]
        author = self.host if not only or self.host in only else only[0]
        facts = {name: item[name] for name in ("name", "country", "kind", "lat", "lon")}
        by = self._who(author, "operation.report", item)
        with at(item.node):
            site = self.operation.add_site(by=by, id=item.id, only=only, **facts)
        self.sites[item.key] = site
        self._note(f"sites.{item.key}", site)

    def _walk(self) -> None:
        state, by = State(self.item["state"]), self.by
        states = list(State)
        reached = states[: states.index(state) + 1]
        if State.APPROVED in reached:
            self.operation.approve(by=by)
        if State.TACTICAL in reached:
            self.operation.begin_action(by=by)
        for number, line in enumerate(self.item["results"]):
            self._result(number, line)
        if State.CLOSING in reached:
            self.operation.close(by=by)
        if State.FROZEN in reached:
            self._sign()
            self.operation.freeze(by=by)
        if State.PUBLISHED in reached:
            self.operation.publish(by=by)

    def _result(self, number: int, item: Item) -> None:
        agency = self.company.agency(item["agency"])
        by = self._reporter(item, agency)
        facts = {name: item[name] for name in ("category", "quantity", "nationality", "currency", "token", "note")}
        facts |= {"site": self.sites[item["site"].key] if item["site"] else None, "case": self._case(item["case"])}
        facts["at"] = item["at"].moment(now=self.now) if item["at"] else None
        with at(item.node):
            row = self.operation.report(by=by, agency=agency, id=item.id, **facts)
            self._judge(row, item, agency, by)
        self._note(f"results.{number}", row)

    def _reporter(self, item: Item, agency: Agency) -> Viewer:
        """The person for the reporting agency, or for the coordinating one on its behalf."""
        person = self.company.person(item["by"])
        held = self.company.agencies_of(person)
        acting = next((one for one in (agency, self.host) if one.pk in held), None)
        if acting is None or agency.pk not in self.lines:
            raise Problem(item.node.child("by").place, f"expected somebody who reports for {agency} in this operation")
        return self.company.viewer(person, acting)

    def _judge(self, row: Increment, item: Item, agency: Agency, by: Viewer) -> None:
        if item["status"] == Status.REPORTED:
            return
        judge = by if item["status"] == Status.WITHDRAWN and by.agency == agency else self._speaker(agency, item)
        verbs = {
            Status.VERIFIED.value: self.operation.verify,
            Status.DISPUTED.value: self.operation.dispute,
            Status.WITHDRAWN.value: self.operation.withdraw,
        }
        verbs[item["status"]](row, by=judge, reason="" if item["status"] == Status.VERIFIED else WHY)

    def _speaker(self, agency: Agency, item: Item) -> Viewer:
        """The named coordinator of a country, else the first who speaks for it."""
        line = self.lines[agency.pk]

        def fits(viewer: Viewer) -> bool:
            return can(viewer, "operation.judge", self.operation) and line.speaks(viewer)

        if line.coordinator_id:
            first = next((v for v in self.company.members(agency) if v.person_id == line.coordinator_id), None)
            if first is not None and fits(first):
                return first
        return self.company.actor(agency, "operation.judge", item.node.child("agency").place, fits=fits)

    def _sign(self) -> None:
        for item in self.item["delegations"]:
            line = self.lines[self.company.agency(item["agency"]).pk]
            if item["part"] == Part.DELEGATION and line.visible_from <= self.operation.clock():
                with at(item.node):
                    self.operation.sign(by=self._speaker(line.agency, item))

    def _who(self, agency: Agency, action: str, item: Item) -> Viewer:
        return self.company.actor(agency, action, item.node.place, fits=lambda v: can(v, action, self.operation))

    def _case(self, ref: Ref | None) -> Case | None:
        """The case of a key; the verb asks whether the reporter reads it."""
        if ref is None:
            return None
        return Case.objects.unscoped("the loader follows a key of its file").get(pk=self.ledger.ids("cases")[ref.key])

    def _note(self, name: str, obj: Any) -> None:
        self.ledger.add("operations", f"{self.item.key}.{name}", obj)
