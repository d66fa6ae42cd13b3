"""The frame of every verb on one addressee's line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from access.decide import can
from access.verbs import acting, lock
from access.viewer import Viewer
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from intelligence.rfis.codes import State


@contextmanager
def on_line(line: Any, *, by: Viewer, action: str, version: int | None = None) -> Iterator[None]:
    """Run the body on the locked request and the locked, fresh line.

    Raises `Unseen` for a line that `by` may not know of, `NotAllowed` by policy and for an addressee that another
    agency is, `Stale` for an old version, `IllegalMove` where the state does not allow the move.
    """
    with acting(line.rfi, by=by, action=action):
        rfi = line.rfi
        lock(line)
        line.rfi = rfi
        if not can(by, "rfi.see", line) or (line.state == State.WITHDRAWN and by.agency_id != rfi.originator_id):
            raise Unseen(object_type="rfi_addressee", object_id=line.pk, action=action)
        if action == "rfi.answer" and line.agency_id != by.agency_id:
            raise NotAllowed(_("This is for the agency that was asked."), object_id=line.pk, action=action)
        if version is not None and version != line.version:
            raise Stale(_("Someone changed this while you were writing."), current=line)
        try:
            yield
        except TransitionNotAllowed:
            sentence = _("This is not possible while the request is in the state “%(state)s”.")
            raise IllegalMove(sentence % {"state": State(line.state).label}) from None


def refuse_lapsed(line: Any) -> None:
    """`IllegalMove` once its time has passed, by the database's clock."""
    if line.has_lapsed():
        raise IllegalMove(_("This request has expired. The asking agency may take it up again."))


def words(text: str) -> str:
    """The text of a message that must have one; `Invalid` without."""
    if not text.strip():
        raise Invalid(fields={"text": [_("Write what you want to say.")]})
    return text
