"""What the owner of a matched record may do upon a hit: refuse, propose a joint case, or answer by a release.

Other ways to answer register themselves (`register_way`) and say `answered` when they are done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from access.decide import require_role
from access.verbs import lock
from access.viewer import Viewer
from audit.log import Led, record
from cases.creation import create
from cases.models import Case
from coordination_center.errors import Invalid, Unseen
from intelligence.hits.codes import State
from intelligence.hits.models import Hit

LONGEST_REASON = 500


@dataclass(frozen=True)
class WayToAnswer:
    """A button on the page of an open hit: its words, and the address where it is done."""

    label: str | Promise
    url: Callable[[Hit], str]
    fits: Callable[[Hit], bool]


_ways: dict[str, WayToAnswer] = {}


def register_way(name: str, label: str | Promise, url: Callable[[Hit], str], fits: Callable[[Hit], bool]) -> None:
    """Offer another way to answer on the page of an open hit that it fits; what is done there ends in `answered`."""
    _ways[name] = WayToAnswer(label, url, fits)


def ways_to_answer(hit: Hit) -> list[WayToAnswer]:
    """The registered ways that fit the hit, in the order they came."""
    return [way for way in _ways.values() if way.fits(hit)]


@contextmanager
def answering(hit: Hit, *, by: Viewer) -> Iterator[None]:
    """Run a verb on the locked, fresh hit. `Unseen` for who may not see it now, `NotAllowed` by role."""
    with transaction.atomic():
        lock(hit)
        if not Hit.objects.visible_to(by).filter(pk=hit.pk).exists():
            raise Unseen(object_type="hit", object_id=hit.pk, action="hit.answer")
        require_role(by, "hit.answer")
        yield


def refuse(hit: Hit, *, by: Viewer, reason: str) -> None:
    """Close the hit without an answer. The asker reads the reason where it was given the contact, else nobody does."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Invalid(fields={"reason": [_("Say why, in at most %(most)d characters.") % {"most": LONGEST_REASON}]})
    with answering(hit, by=by):
        hit.move(State.REFUSED, by=by, at=Case.clock(), reason=reason)
        _recorded("hit.refused", hit, by, disclosed=hit.told)


def propose_joint_case(hit: Hit, *, by: Viewer, **facts: Any) -> Case:
    """Begin a case with the asker's agency invited, and put it before them; `facts` as `cases.creation.create`."""
    with answering(hit, by=by):
        case = create(by=by, **facts)
        case.invite(by=by, agency=hit.asker_agency)
        case.propose(by=by)
        hit.move(State.PROPOSED, by=by, at=Case.clock(), how="joint_case", outcome=case.pk)
        _recorded("hit.proposed", hit, by, disclosed=True, case=case.pk)
    return case


def answered(hit: Hit, *, by: Viewer, how: str, ref: UUID | None = None) -> None:
    """Close the hit as answered: `how` is a code ("release"), `ref` what it was answered with."""
    with answering(hit, by=by):
        hit.move(State.ANSWERED, by=by, at=Case.clock(), how=how, outcome=ref)
        _recorded("hit.answered", hit, by, disclosed=True, how=how, ref=ref)


def _recorded(verb: str, hit: Hit, by: Viewer, *, disclosed: bool, **detail: Any) -> None:
    led = Led.DISCLOSURE if disclosed else Led.ALTERATION
    recipients = [hit.asker_agency_id] if disclosed else []
    record(verb, by=by, on=hit.ref, led=led, recipients=recipients, detail=detail)
