"""The verbs of an item as pages and API offer them: one table, from which routes, buttons and forms are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.plan.codes import ENDED, PENDING, ActionState
from cases.plan.models import Action

Run = Callable[[Action, Viewer, dict[str, Any]], object]
OWNER, LEADER = "owner", "lead"


@dataclass(frozen=True)
class Act:
    """A verb: its address and API name, its words, who may, the states it starts from, its fields, how to run it."""

    path: str
    label: str | Promise
    says: str | Promise
    run: Run
    states: tuple[str, ...]
    who: tuple[str, ...]
    fields: tuple[str, ...] = ()
    danger: bool = False
    primary: bool = False


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "take_on", _("Take it on"),
            _("The item was proposed. From now on it is the agency’s to do."),
            lambda action, by, data: action.take_on(by=by),
            (ActionState.PROPOSED,), (OWNER, LEADER), primary=True,
        ),
        Act(
            "start", _("Begin"),
            _("Everyone who reads the plan sees that your agency is doing this."),
            lambda action, by, data: action.start(by=by),
            (ActionState.OPEN,), (OWNER,), primary=True,
        ),
        Act(
            "finish", _("Mark as done"),
            _("The item is done, as of now. What came of it can be said in a comment."),
            lambda action, by, data: action.finish(by=by, **data),
            (ActionState.DOING,), (OWNER,), fields=("result",), primary=True,
        ),
        Act(
            "reassign", _("Give to another agency"),
            _("The other agency has it to do, from the beginning. Your reason can be said in a comment."),
            lambda action, by, data: action.reassign(by=by, **data),
            PENDING, (LEADER,), fields=("agency",),
        ),
        Act(
            "reopen", _("Take it up again"),
            _("The item is to be done again. Your reason becomes a comment."),
            lambda action, by, data: action.reopen(by=by, **data),
            ENDED, (OWNER, LEADER), fields=("reason",),
        ),
        Act(
            "give_up", _("Give it up"),
            _("The item ends undone. Everyone who reads the plan sees your reason."),
            lambda action, by, data: action.give_up(by=by, **data),
            PENDING, (OWNER, LEADER), fields=("reason",), danger=True,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Button:
    """A verb as a page offers it; `say` is its field in a form of its own, none: it is done at once."""

    name: str
    label: str
    url: str
    danger: bool
    primary: bool


def buttons(action: Action, hats: frozenset[str]) -> list[Button]:
    """The verbs that are possible now for one who is, of the item, `hats`: its owner, the lead, both or neither."""
    return [
        Button(
            act.path, str(act.label), reverse("case_action_act", args=[action.case_id, action.pk, act.path]),
            act.danger, act.primary,
        )
        for act in ACTS.values()
        if action.state in act.states and hats.intersection(act.who)
    ]  # fmt: skip
