"""The case's verbs as pages and API offer them: one table, from which routes, buttons and forms are made.

Policy says who may, the case's own machine says when; this table only joins a verb to its words and its form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.decide import allowed
from access.viewer import Viewer
from cases.codes import State
from cases.models import Case

Run = Callable[[Case, Viewer, dict[str, Any]], object]
GOING_ON = (State.DRAFT, State.PROPOSED, State.OPEN, State.SUSPENDED)
ANY = tuple(State)


@dataclass(frozen=True)
class Act:
    """A verb: its address, its policy action, the states it starts from, what it says it will do, and how to run it."""

    path: str
    action: str
    label: str | Promise
    says: str | Promise
    run: Run
    states: tuple[str, ...] = GOING_ON
    fields: tuple[str, ...] = ()  # of cases.forms.ActForm and cases.api.ActSerializer
    leaves: bool = False
    danger: bool = False
    primary: bool = False


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "participants", "case.invite", _("Invite an agency"),
            _("The agency sees the title, the summary, the lead and the participants, and may accept or decline."),
            lambda case, by, data: case.invite(by=by, **data), fields=("agency", "level", "until", "reason"),
        ),
        Act(
            "proposal", "case.propose", _("Propose the case"),
            _("The case is put before the invited agencies, and its state becomes “proposed”."),
            lambda case, by, data: case.propose(by=by), states=(State.DRAFT,), primary=True,
        ),
        Act(
            "acceptance", "case.accept", _("Accept the invitation"),
            _("Your agency takes part from now on: its readers see the whole case, the others that you accepted."),
            lambda case, by, data: case.accept(by=by), states=ANY, primary=True,
        ),
        Act(
            "refusal", "case.decline", _("Decline the invitation"),
            _("Your agency takes no part and no longer sees the case. The lead sees that, and your reason."),
            lambda case, by, data: case.decline(by=by, **data), states=ANY, fields=("reason",), leaves=True,
        ),
        Act(
            "opening", "case.open", _("Open the case"),
            _("The joint work begins with the agencies that have accepted; those who have not may still do so."),
            lambda case, by, data: case.open(by=by), states=(State.DRAFT, State.PROPOSED), primary=True,
        ),
        Act(
            "suspension", "case.suspend", _("Suspend the case"),
            _("The joint work pauses. All participants see it, with your reason as a note."),
            lambda case, by, data: case.suspend(by=by, **data), states=(State.OPEN,), fields=("reason",),
        ),
        Act(
            "resumption", "case.resume", _("Resume the case"),
            _("The joint work goes on where it was suspended."),
            lambda case, by, data: case.resume(by=by), states=(State.SUSPENDED,), primary=True,
        ),
        Act(
            "closure", "case.close", _("Close the case"),
            _("The case ends with this outcome and today’s date. All participants can go on reading it."),
            lambda case, by, data: case.close(by=by, **data), states=(State.OPEN,), fields=("outcome",),
        ),
        Act(
            "reopening", "case.reopen", _("Reopen the case"),
            _("The case is open again. Its former outcome stays in the log."),
            lambda case, by, data: case.reopen(by=by), states=(State.CLOSED,),
        ),
        Act(
            "archive", "case.archive", _("Archive the case"),
            _("The case can be read and no longer changed. This cannot be undone."),
            lambda case, by, data: case.archive(by=by), states=(State.CLOSED,), danger=True,
        ),
        Act(
            "lead-offer", "case.offer_lead", _("Offer the lead"),
            _("The partner may take the lead; until it does, you keep it. Afterwards your agency is a partner."),
            lambda case, by, data: case.offer_lead(by=by, **data), fields=("partner",),
        ),
        Act(
            "lead-acceptance", "case.accept_lead", _("Take the lead"),
            _("Your agency leads the case from now on, and the former lead stays as a partner."),
            lambda case, by, data: case.accept_lead(by=by), primary=True,
        ),
        Act(
            "leaving", "case.leave", _("Leave the case"),
            _("Your agency’s part ends at once, and nobody in it sees the case any more."),
            lambda case, by, data: case.leave(by=by, **data), states=ANY, fields=("reason",), leaves=True, danger=True,
        ),
        Act(
            "revocation", "case.revoke", _("End an agency’s part"),
            _("The agency’s part ends at once: from its next click on nobody in it sees the case."),
            lambda case, by, data: case.revoke(by=by, **data), states=ANY, fields=("participant", "reason"),
            danger=True,
        ),
        Act(
            "names", "case.name", _("Name a person"),
            _("Only named people can open the case. As soon as one person is named, everyone else loses sight of it."),
            lambda case, by, data: case.name(by=by, **data), states=ANY, fields=("participant_or_own", "username"),
        ),
        Act(
            "unnaming", "case.name", _("End a named person’s access"),
            _("The person no longer sees the case from the next click on."),
            lambda case, by, data: case.unname(by=by, **data), states=ANY, fields=("participant_or_own", "username"),
            danger=True,
        ),
        Act(
            "compartment-end", "case.name", _("Open the compartment"),
            _("All readers of the participating agencies can open the case again."),
            lambda case, by, data: case.dissolve_compartment(by=by), states=ANY, danger=True,
        ),
        Act(
            "exclusion", "case.exclude", _("Shut someone out"),
            _(
                "Whatever its other rights, this agency or person sees nothing of the case from now on"
                " and is not told."
            ),
            lambda case, by, data: case.shut_out(by=by, **data), states=ANY,
            fields=("any_agency", "username_if", "until", "reason"), danger=True,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Button:
    """A verb as the page offers it: possible, or with the reason why it is not just now."""

    name: str
    label: str
    url: str
    allowed: bool
    reason: str
    says: str
    danger: bool
    primary: bool


def buttons(viewer: Viewer, case: Case, levels: frozenset[str], *, lead_offered: bool) -> list[Button]:
    """The verbs that the viewer's level and roles allow on this case, each possible now or not."""
    return [
        _button(case, act)
        for act in ACTS.values()
        if allowed(viewer, act.action, levels) and _offered(act, case, lead_offered=lead_offered)
    ]


def _offered(act: Act, case: Case, *, lead_offered: bool) -> bool:
    if act.path == "lead-acceptance":
        return lead_offered
    if act.path in ("unnaming", "compartment-end"):
        return case.compartment
    return True


def _button(case: Case, act: Act) -> Button:
    possible = case.state in act.states
    states = ", ".join(str(State(state).label) for state in act.states)
    return Button(
        name=act.path,
        label=str(act.label),
        url=reverse("case_act", args=[case.pk, act.path]),
        allowed=possible,
        reason="" if possible else str(_("Possible while the case is: %(states)s.")) % {"states": states},
        says=str(act.says),
        danger=act.danger,
        primary=act.primary,
    )
