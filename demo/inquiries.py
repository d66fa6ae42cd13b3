"""The section `rfis` of a world: requests for information, walked through their verbs by those who may."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from access.decide import can, may
from access.viewer import Viewer
from agencies.languages import LANGUAGES
from cases.codes import Handling, Tlp
from cases.models import Case
from coordination_center.working_time import Urgency
from demo.bulletins import flag
from demo.case_schema import when
from demo.company import Company
from demo.gatherings import Item
from demo.kinds import Field, Ref, code, key, mapping, need, or_empty, ref, several, text, uuid_
from demo.kinds import may as may_have
from demo.ledger import Ledger
from demo.nodes import Node
from demo.problems import Problem
from demo.refusals import at
from intelligence.releases.reach import holders
from intelligence.reports.models import Report
from intelligence.rfis.codes import Answer, Refusal, State
from intelligence.rfis.models import Addressee, Recipient, Rfi

STATES = [state.value for state in State if state != State.WITHDRAWN]
LONG_AGO = timedelta(days=60)  # a request of any urgency has expired by now
TO = {
    "agency": need(ref),
    "state": may_have(code(STATES), State.SENT.value),
    "answer": may_have(code(Answer.values), ""),
    "report": may_have(ref),
    "person": may_have(ref),
    "reason": may_have(code(Refusal.values), Refusal.OTHER.value),
    "text": may_have(or_empty(text(20_000, multiline=True)), ""),
    "asked_back": may_have(or_empty(text(20_000, multiline=True)), ""),
    "reply": may_have(or_empty(text(20_000, multiline=True)), ""),
}


def _to(node: Node) -> Item:
    line = Item(node, mapping(TO)(node))
    if (line["state"] == State.ANSWERED) != bool(line["answer"]):
        raise Problem(
            node.place, "expected `answer` (positive, negative or partial) with state answered, and only then"
        )
    if line["report"] and line["state"] != State.ANSWERED:
        raise Problem(node.child("report").place, f"expected none, as the request is {line['state']}")
    return line


RFI = {
    "id": may_have(uuid_),
    "key": need(key),
    "from": need(ref),
    "by": may_have(ref),
    "question": need(text(10_000, multiline=True)),
    "purpose": need(text(500)),
    "urgency": may_have(code(Urgency.values), Urgency.ROUTINE.value),
    "case": may_have(ref),
    "to": need(several(_to, least=1, once=False)),
    "language": may_have(code(LANGUAGES), ""),
    "legal_basis": may_have(or_empty(text(500)), ""),
    "subjects": may_have(several(text(300)), ()),
    "tlp": may_have(code(Tlp.values), Tlp.AMBER.value),
    "handling": may_have(several(code(Handling.values)), ()),
    "handling_note": may_have(or_empty(text(500)), ""),
    "together": may_have(flag, False),
    "sent": may_have(when),
}
FACTS = ("question", "purpose", "urgency", "language", "legal_basis", "tlp", "handling_note")
_RFI = mapping(RFI)
INQUIRIES: dict[str, Field] = {
    "rfis": may_have(several(lambda node: Item(node, _RFI(node)), once=False), ()),
}


class Inquiries:
    """Sends requests, and walks each addressee to its state."""

    def __init__(self, company: Company, ledger: Ledger) -> None:
        self.company, self.ledger, self.now = company, ledger, timezone.now()

    def play(self, item: Item) -> None:
        """One request with its addressees."""
        by = self._asker(item)
        facts: dict[str, Any] = {name: item[name] for name in FACTS}
        facts |= {"handling": list(item["handling"]), "subjects": list(item["subjects"])}
        facts |= {"discreet": not item["together"], "case": self._case(item["case"], by)}
        with at(item.node):
            rfi = Rfi.send(by=by, to=[self._recipient(line, item) for line in item["to"]], id=item.id, **facts)
        self.ledger.add("rfis", item.key, rfi)
        for line in item["to"]:
            with at(line.node):
                self._walk(rfi, line, by)

    def _asker(self, item: Item) -> Viewer:
        agency, person = self.company.agency(item["from"]), item["by"]
        place = item.node.child("by" if person else "from").place
        wanted = self.company.person(person) if person else None

        def fits(viewer: Viewer) -> bool:
            return may(viewer, "rfi.create") and wanted in (None, viewer.person)

        return self.company.actor(agency, "rfi.create", place, fits=fits)

    def _recipient(self, line: Item, item: Item) -> Recipient:
        named: Ref | None = line["person"]
        asked_at: datetime | None = item["sent"].moment(now=self.now) if item["sent"] else None
        if line["state"] == State.EXPIRED:
            asked_at = self.now - LONG_AGO
        return Recipient(self.company.agency(line["agency"]), self.company.person(named) if named else None, asked_at)

    def _walk(self, rfi: Rfi, item: Item, asker: Viewer) -> None:
        agency, state = self.company.agency(item["agency"]), item["state"]
        rows = Addressee.objects.visible_to(asker).select_related("rfi__originator", "agency")
        line = rows.get(rfi=rfi, agency=agency)
        if state == State.EXPIRED:
            line.expire()
        if state in (State.SENT, State.EXPIRED) and not item["asked_back"]:
            return
        place = item.node.child("agency").place
        report = self._report(item["report"])

        def fits(viewer: Viewer) -> bool:
            return can(viewer, "rfi.answer", rfi) and (report is None or _may_give(viewer, report, rfi))

        by = self.company.actor(agency, "rfi.answer", place, fits=fits)
        self._said(line, item, by=by, asker=asker)
        if state == State.ANSWERED:
            line.respond(by=by, answer=item["answer"], text=item["text"], report=report)
        if state == State.REFUSED:
            line.refuse(by=by, reason=item["reason"], text=item["text"])

    def _report(self, named: Ref | None) -> Report | None:
        """The report that is the answer; the verb asks whether it may be given."""
        if named is None:
            return None
        rows = Report.objects.unscoped("the loader follows a key of its file")
        return rows.get(pk=self.ledger.ids("reports")[named.key])

    def _said(self, line: Addressee, item: Item, *, by: Viewer, asker: Viewer) -> None:
        line.acknowledge(by=by)
        if item["asked_back"]:
            line.ask_back(by=by, text=item["asked_back"])
        if item["reply"]:
            line.write(by=asker, text=item["reply"])

    def _case(self, named: Ref | None, by: Viewer) -> Case | None:
        if named is None:
            return None
        pk = self.ledger.ids("cases").get(named.key)
        case = Case.objects.permitted(by, "case.read").filter(pk=pk).first() if pk else None
        if case is None:
            raise Problem(named.place, f"expected the key of a case that {by.agency} reads, found “{named.key}”")
        return case


def _may_give(viewer: Viewer, report: Report, rfi: Rfi) -> bool:
    """Whether this officer may answer with the report: a liaison officer, or anybody where the asker has it already."""
    return can(viewer, "report.release", report) or holders(report, rfi.originator, None).exists()
