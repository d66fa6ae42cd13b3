"""The verbs of the release ledger as pages and API offer them: one table, from which buttons and forms are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.decide import can
from access.viewer import Viewer
from coordination_center.errors import Invalid
from intelligence.releases.codes import Learned, State
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.releases.reading import Line

Run = Callable[[Release, Viewer, dict[str, Any]], object]
TERMS = ("withheld", "leave", "until", "digest")


@dataclass(frozen=True)
class Act:
    """A verb: its address, its policy action, when it is possible, what it says it will do, how to run it."""

    path: str
    action: str
    label: str | Promise
    says: str | Promise
    run: Run
    when: Callable[[Line], bool]
    fields: tuple[str, ...] = ()
    danger: bool = False
    primary: bool = False


def _request(line: Line) -> bool:
    return line.release.learned != Learned.OFFER


def _decides(line: Line) -> bool:
    return _request(line) and line.release.state == State.REQUESTED


def _undecided(line: Line) -> bool:
    return _decides(line) and not line.release.awaits_confirmation


def _offered(line: Line) -> bool:
    return not _request(line) and line.release.state == State.OFFERED


def _approve(release: Release, by: Viewer, *, terms: Terms) -> bool:
    """Approve what was read: from a page or a program an approval says of which content, else `Invalid`.

    Only an officer who decides on a report that is closed to them (a compartment) has none to say.
    """
    if terms.digest is None and release.report is not None and can(by, "report.see", release.report):
        raise Invalid(fields={"digest": [gettext("Say which content you have read: open the page anew.")]})
    return bool(release.approve(by=by, terms=terms))


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "match", "release.decide", _("Say which report is meant"),
            _("The other agency is not told. You decide afterwards."),
            lambda release, by, data: release.match(by=by, **data),
            lambda line: _decides(line) and line.release.report_id is None, fields=("report",), primary=True,
        ),
        Act(
            "approval", "release.decide", _("Approve"),
            _("The other agency reads the report from now on, without what you withhold. Everything is recorded."),
            lambda release, by, data: _approve(release, by, **data),
            lambda line: _undecided(line) and line.release.report_id is not None, fields=TERMS, primary=True,
        ),
        Act(
            "confirmation", "release.decide", _("Confirm as the second officer"),
            _("You stand by the same content and the same terms as the first officer."),
            lambda release, by, data: release.confirm(by=by),
            lambda line: line.release.awaits_confirmation and line.viewer.person_id != line.release.first_by_id,
            primary=True,
        ),
        Act(
            "question", "release.decide", _("Ask back"),
            _("The other agency reads your question; your clock stands still until it replies."),
            lambda release, by, data: release.ask_back(by=by, **data), _decides, fields=("text",),
        ),
        Act(
            "refusal", "release.decide", _("Refuse"),
            _("The other agency reads your reason, and nothing else."),
            lambda release, by, data: release.refuse(by=by, **data),
            lambda line: _request(line) and line.release.state in (State.REQUESTED, State.ASKED_BACK),
            fields=("reason",), danger=True,
        ),
        Act(
            "second-look", "release.decide", _("Stand by it after a second look"),
            _("One officer released this for a threat to life. You have looked at it, and it stands."),
            lambda release, by, data: release.look(by=by),
            lambda line: line.release.look_due_at is not None and line.viewer.person_id != line.release.first_by_id,
            primary=True,
        ),
        Act(
            "recall", "release.recall", _("Recall"),
            _("From the next click on, the report is gone from every page, file and program of the other agency. "
              "It reads your reason and is asked to acknowledge."),
            lambda release, by, data: release.recall(by=by, **data),
            lambda line: line.release.state == State.ACTIVE, fields=("reason_if",), danger=True,
        ),
        Act(
            "taking-back", "release.decide", _("Take the offer back"),
            _("The other agency no longer sees the offer."),
            lambda release, by, data: release.take_back(by=by), _offered, danger=True,
        ),
        Act(
            "reply", "release.follow", _("Reply"),
            _("The originator reads your reply, and its clock runs on."),
            lambda release, by, data: release.reply(by=by, **data),
            lambda line: line.release.state == State.ASKED_BACK, fields=("text",), primary=True,
        ),
        Act(
            "acceptance", "release.follow", _("Accept the offer"),
            _("Your agency reads the report from now on, under its marking."),
            lambda release, by, data: release.accept(by=by), _offered, primary=True,
        ),
        Act(
            "decline", "release.follow", _("Decline the offer"),
            _("The originator sees that you do not take it, and your reason."),
            lambda release, by, data: release.decline(by=by, **data), _offered, fields=("reason_if",),
        ),
        Act(
            "acknowledgement", "release.follow", _("Acknowledge the recall"),
            _("You confirm that your agency no longer uses the report and has destroyed what it took from it."),
            lambda release, by, data: release.acknowledge(by=by),
            lambda line: line.release.state == State.RECALLED and line.release.acknowledged_at is None, primary=True,
        ),
        Act(
            "withdrawal", "release.follow", _("Withdraw the request"),
            _("The originator sees that you no longer ask for it."),
            lambda release, by, data: release.withdraw(by=by),
            lambda line: _request(line) and line.release.state in (State.REQUESTED, State.ASKED_BACK), danger=True,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Button:
    """A verb that the viewer may try now."""

    act: Act
    url: str


def buttons(line: Line) -> list[Button]:
    """The verbs that policy and state allow this viewer, in the order of the table."""
    return [
        Button(act, reverse("release_act", args=[line.release.pk, act.path]))
        for act in ACTS.values()
        if line.may(act.action) and act.when(line)
    ]
