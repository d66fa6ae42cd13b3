"""The section `operations` of a world file: its keys, and the rules within one entry."""

from typing import Any

from agencies.countries import validate_country
from demo.case_schema import when
from demo.court_schema import items, whole
from demo.gatherings import Item
from demo.kinds import Field, code, key, mapping, may, need, or_empty, ref, several, text, uuid_, valid
from demo.nodes import Node
from demo.problems import Problem
from operations.codes import REPORTING, Category, Part, Place, State, Status
from operations.models.reporting import MOST


def degrees(most: int) -> Any:
    """A position in decimal degrees, between minus and plus so many."""

    def read(node: Node) -> float:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float) or not -most <= node.value <= most:
            raise node.problem(f"expected a number from -{most} to {most}, found {node.quoted()}")
        return float(node.value)

    return read


def _item(*, node: Node, **values: Any) -> Item:
    return Item(node, values)


_COUNTRY = valid(validate_country, 2)
DELEGATION = {
    "agency": need(ref),
    "coordinator": may(ref),
    "part": may(code(Part.values), Part.DELEGATION.value),
    "visible_from": may(when),
}
SITE = {
    "id": may(uuid_),
    "key": need(key),
    "name": need(text(200)),
    "country": need(_COUNTRY),
    "kind": may(code(Place.values), Place.OTHER.value),
    "lat": may(degrees(90)),
    "lon": may(degrees(180)),
    "only": may(several(ref, least=1), ()),
}
RESULT = {
    "id": may(uuid_),
    "agency": need(ref),
    "by": need(ref),
    "category": need(code(Category.values)),
    "quantity": need(whole(1, MOST)),
    "at": may(when),
    "site": may(ref),
    "nationality": may(_COUNTRY, ""),
    "currency": may(text(3), ""),
    "status": may(code(Status.values), Status.REPORTED.value),
    "token": may(text(200), ""),
    "note": may(or_empty(text(2_000, multiline=True)), ""),
    "case": may(ref),
}
OPERATION = {
    "id": may(uuid_),
    "key": need(key),
    "name": need(text(200)),
    "objectives": may(or_empty(text(20_000, multiline=True)), ""),
    "legal_basis": may(or_empty(text(5_000, multiline=True)), ""),
    "state": may(code(State.values), ""),
    "starts": need(when),
    "ends": need(when),
    "coordinator": need(ref),
    "delegations": items(_item, DELEGATION),
    "named": may(several(ref, least=1), ()),
    "excluded": may(several(ref), ()),
    "sites": items(_item, SITE),
    "results": items(_item, RESULT),
}
_OPERATION = mapping(OPERATION)


def _operation(node: Node) -> Item:
    """An operation; left out, its state is `tactical` where it has results, else `planning`."""
    values = _OPERATION(node)
    values["state"] = values["state"] or (State.TACTICAL if values["results"] else State.PLANNING).value
    before = values["state"] in (State.PLANNING, State.APPROVED)
    if values["results"] and before:
        states = " ".join([*REPORTING, State.FROZEN, State.PUBLISHED])
        raise Problem(node.child("results").place, f"results are reported from the action days on: one of {states}")
    return Item(node, values)


OPERATIONS: dict[str, Field] = {"operations": may(several(_operation, once=False), ())}
