"""Keys of a world file beyond the common format: cards, charges, screenings and elements of offences of a case."""

from typing import Any

from agencies.countries import validate_country
from cases.naming.dates import PartialDate
from cases.offences.codes import Code, Minors, Support
from cases.subjects.codes import AgeGroup, Indicator, Need, Offence, Sentence, Sex, Verdict
from demo.case_entries import CardEntry, ChargeEntry, ClaimEntry, GroupEntry, ScreeningEntry
from demo.kinds import Field, checked, code, mapping, may, need, or_empty, ref, several, text, uuid_, valid
from demo.nodes import Node


def whole(least: int, most: int) -> Any:
    """A whole number within bounds."""

    def read(node: Node) -> int:
        if type(node.value) is not int or not least <= node.value <= most:
            raise node.problem(f"expected a whole number from {least} to {most}, found {node.quoted()}")
        return node.value

    return read


def partial_date(node: Node) -> str:
    """A partial date, as its ISO text; a bare year may stand without quotes."""
    plain = Node(str(node.value), node.place) if type(node.value) is int else node
    return checked(text(40)(plain), plain, lambda value: PartialDate.parse(value).iso)


def items(build: Any, fields: dict[str, Field]) -> Field:
    """A list of mappings with these keys, each as what `build` makes of it."""
    read = mapping(fields)
    return may(several(lambda node: build(node=node, **read(node)), once=False), ())


_COUNTRIES = may(several(valid(validate_country, 2)), ())
CARD = {
    "id": may(uuid_),
    "sex": may(code(Sex.values), ""),
    "age_group": may(code(AgeGroup.values), ""),
    "age_from": may(whole(0, 120)),
    "age_to": may(whole(0, 120)),
    "nationality": _COUNTRIES,
    "found_at": may(text(120), ""),
    "needs": may(several(code(Need.values)), ()),
    "only": may(several(ref, least=1), ()),
}
CHARGE = {
    "id": may(uuid_),
    "subject": need(ref),
    "agency": need(ref),
    "offence": need(code(Offence.values)),
    "court": may(text(200), ""),
    "state": may(code(Verdict.values), Verdict.CHARGED.value),
    "decided_on": may(partial_date, ""),
    "sentence": may(code(Sentence.values), ""),
    "months": may(whole(1, 1200)),
}
SCREENING = {"id": may(uuid_), "subject": need(ref), "reasons": need(several(code(Indicator.values), least=1))}
CLAIM = {
    "code": need(code(Code.values)),
    "support": may(code(Support.values), Support.ALLEGED.value),
    "text": may(or_empty(text(20_000, multiline=True)), ""),
}
GROUP = {
    "id": may(uuid_),
    "group": need(text(200)),
    "estimate": may(whole(1, 1_000_000)),
    "minors": may(code(Minors.values), Minors.UNKNOWN.value),
    "claims": items(ClaimEntry, CLAIM),
}
COURT: dict[str, Field] = {
    "cards": items(CardEntry, CARD),
    "charges": items(ChargeEntry, CHARGE),
    "screenings": items(ScreeningEntry, SCREENING),
    "offences": items(GroupEntry, GROUP),
}
