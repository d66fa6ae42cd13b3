"""Cards, charges, screenings and elements of offences of a case, written through the verbs of their rooms."""

from typing import Any

from access.viewer import Viewer
from cases.offences.models import Claim, VictimGroup
from cases.subjects.codes import Verdict
from cases.subjects.models import Card, Charge
from demo.bulletins import Bulletins
from demo.case_entries import CardEntry, ChargeEntry, GroupEntry, ScreeningEntry
from demo.refusals import at


class Court(Bulletins):
    """What follows on a case's own records, in the order of the file."""

    def write(self) -> None:
        super().write()
        self._each("cards", self.entry.cards, self._card)
        self._each("charges", self.entry.charges, self._charge)
        for screening in self.entry.screenings:
            self._refer(screening)
        self._each("offences", self.entry.offences, self._group)

    def _card(self, item: CardEntry) -> Card:
        by, only = self._by("case.card", item.node.place, item.only), self._agencies(item.only)
        facts: dict[str, Any] = {
            "sex": item.sex, "age_group": item.age_group, "age_from": item.age_from, "age_to": item.age_to,
            "nationality": list(item.nationality), "found_at": item.found_at, "needs": list(item.needs),
        }  # fmt: skip
        with at(item.node):
            return Card.add(self.case, by=by, only=only, id=item.id, **facts)

    def _charge(self, item: ChargeEntry) -> Charge:
        subject = self.subjects[item.subject.key]
        by = self._by("case.judge", item.place("agency"), [item.agency], sees=(subject,))
        with at(item.node):
            charge = Charge.add(self.case, by=by, subject=subject, offence=item.offence, court=item.court, id=item.id)
            self._judge(charge, item, by)
        return charge

    def _judge(self, charge: Charge, item: ChargeEntry, by: Viewer) -> None:
        if item.state == Verdict.CONVICTED:
            facts = {name: value for name in ("sentence", "months") if (value := getattr(item, name))}
            charge.convict(by=by, decided_on=item.decided_on, **facts)
        elif item.state == Verdict.ACQUITTED:
            charge.acquit(by=by, decided_on=item.decided_on)
        elif item.state == Verdict.DISCONTINUED:
            charge.discontinue(by=by, decided_on=item.decided_on)

    def _refer(self, item: ScreeningEntry) -> None:
        subject = self.subjects[item.subject.key]
        by = self._by("case.screen", item.node.place, sees=(subject,))
        with at(item.node):
            subject.refer_for_screening(by=by, reasons=item.reasons)

    def _group(self, item: GroupEntry) -> VictimGroup:
        by = self._by("case.offence", item.node.place)
        with at(item.node):
            group = VictimGroup.add(
                self.case, by=by, label=item.group, estimate=item.estimate, minors=item.minors, id=item.id
            )
        for claim in item.claims:
            with at(claim.node):
                Claim.add(self.case, by=by, group=group, code=claim.code, support=claim.support, text=claim.text)
        return group
