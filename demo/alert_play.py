"""The section `alerts` of a world: urgent alerts, walked through their verbs by those who may."""

from typing import Any

from django.utils import timezone

from access.decide import can, may
from access.viewer import Viewer
from agencies.languages import LANGUAGES
from cases.alerts.codes import CHOSEN, Given, Ground, Kind, Sex, Word
from cases.alerts.models import Alert, AlertDesk
from cases.alerts.sheet import MULTILINE, TEXTS
from cases.models import Case
from demo.case_schema import when
from demo.company import Company
from demo.court_schema import items, whole
from demo.gatherings import Item
from demo.kinds import Field, Ref, code, key, need, or_empty, ref, several, text, uuid_
from demo.kinds import may as may_have
from demo.ledger import Ledger
from demo.nodes import Node
from demo.problems import Problem
from demo.refusals import at


def _item(*, node: Node, **values: Any) -> Item:
    return Item(node, values)


ANSWER = {
    "desk": need(ref),
    "word": may_have(code(Word.values), Word.SEEN.value),
    "text": may_have(or_empty(text(2_000, multiline=True)), ""),
    "reply": may_have(or_empty(text(2_000, multiline=True)), ""),
}
SHEET = {
    name: may_have(or_empty(text(most, multiline=name in MULTILINE)), "")
    for name, most in TEXTS.items()
    if name != "sex"
}
ALERT = SHEET | {
    "id": may_have(uuid_),
    "key": need(key),
    "case": need(ref),
    "from": need(ref),
    "by": may_have(ref),
    "kind": may_have(code(Kind.values), Kind.MISSING.value),
    "desks": need(several(ref, least=1)),
    "days": may_have(whole(1, 30), 7),
    "sex": may_have(code([value for value in Sex.values if value]), ""),
    "last_at": may_have(when),
    "photo": may_have(text(200)),
    "ground": need(code(Ground.values)),
    "consent_on": may_have(when),
    "consent_how": may_have(code(Given.values), ""),
    "consent_language": may_have(code(LANGUAGES), ""),
    "answers": items(_item, ANSWER),
    "reached": may_have(several(ref), ()),
    "outcome": may_have(code([value for value, _label in CHOSEN]), ""),
}
ALERTS: dict[str, Field] = {"alerts": items(_item, ALERT)}
PLAIN = (*TEXTS, "kind", "days", "ground", "consent_how", "consent_language")


class Alerts:
    """Raises alerts, lets desks answer, and ends those that are to be ended."""

    def __init__(self, company: Company, ledger: Ledger) -> None:
        self.company, self.ledger, self.now = company, ledger, timezone.now()

    def play(self, item: Item) -> None:
        """One alert in its state."""
        case_id = self.ledger.ids("cases").get(item["case"].key)
        by = self._issuer(item, case_id)
        desks = [self.company.agency(named).pk for named in item["desks"]]
        with at(item.node):
            alert = Alert.issue(by=by, origin=("case", case_id), desks=desks, id=item.id, **self._facts(item))
        self.ledger.add("alerts", item.key, alert)
        for line in item["answers"]:
            with at(line.node):
                self._answer(alert, line, issuer=by)
        for named in item["reached"]:
            with at(item.node, named.place):
                alert.reach(self._desk(alert, named, by), by=by)
        if item["outcome"]:
            alert.close(by=by, outcome=item["outcome"])

    def _facts(self, item: Item) -> dict[str, Any]:
        facts: dict[str, Any] = {name: item[name] for name in PLAIN}
        facts["last_at"] = item["last_at"].moment(now=self.now) if item["last_at"] else None
        facts["consent_on"] = item["consent_on"].day(now=self.now) if item["consent_on"] else None
        if item["photo"]:
            with at(item.node, item.node.child("photo").place):
                facts["photo"] = self._file(item)
        return facts

    def _file(self, item: Item) -> Any:
        try:
            return (self.company.folder / item["photo"]).open("rb")
        except OSError as error:
            place = item.node.child("photo").place
            raise Problem(place, f"expected a file beside the world file, found “{item['photo']}”") from error

    def _issuer(self, item: Item, case_id: Any) -> Viewer:
        agency, person = self.company.agency(item["from"]), item["by"]
        wanted = self.company.person(person) if person else None

        def fits(viewer: Viewer) -> bool:
            case = Case.objects.visible_to(viewer).filter(pk=case_id).first()
            right = case is not None and may(viewer, "alert.create") and can(viewer, "case.alert", case)
            return right and wanted in (None, viewer.person)

        return self.company.actor(agency, "alert.create", item.node.child("from").place, fits=fits)

    def _answer(self, alert: Alert, line: Item, *, issuer: Viewer) -> None:
        agency, place = self.company.agency(line["desk"]), line.node.child("desk").place
        by = self.company.actor(agency, "alert.acknowledge", place, fits=lambda v: can(v, "alert.acknowledge", alert))
        alert.acknowledge(by=by, word=line["word"], text=line["text"])
        if line["reply"]:
            alert.write(self._desk(alert, line["desk"], issuer), by=issuer, text=line["reply"])

    def _desk(self, alert: Alert, named: Ref, by: Viewer) -> AlertDesk:
        found = AlertDesk.objects.under(by, alert).filter(agency=self.company.agency(named)).first()
        if found is None:
            raise Problem(named.place, f"expected one of the desks of this alert, found “{named.key}”")
        return found
