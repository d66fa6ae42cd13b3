"""Verbs that move an item of the plan, hand it on, or say something about it.

The agency that does it moves it; the lead may also take it on for the agency, give it up, reassign and reopen it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.decide import levels_on
from access.policy import LEAD
from access.viewer import Viewer
from agencies.models import Agency
from cases.plan.codes import ActionState
from cases.plan.models.comment import Comment
from cases.plan.models.machine import legally
from cases.recording import changing
from cases.search.index import keep
from coordination_center.errors import Invalid, NotAllowed
from coordination_center.saying import require_reason


class Moves(models.Model):
    """What may be done with an item once it is written down."""

    class Meta:
        abstract = True

    def take_on(self: Any, *, by: Viewer) -> None:
        """Accept what another agency proposed; by the agency it names, or by the lead."""
        with self._moving(by, lead=True):
            self._to_taken_on()
            self.change("state", by=by, verb="action.taken_on")

    def start(self: Any, *, by: Viewer) -> None:
        """Begin the work."""
        with self._moving(by):
            self._to_doing()
            self.started_at = self.case.clock()
            self.change("state", "started_at", by=by, verb="action.started")

    def finish(self: Any, *, by: Viewer, result: str = "") -> None:
        """Say that it is done; `result` becomes a comment."""
        with self._moving(by):
            self._to_done()
            self.ended_at = self.case.clock()
            self._say(result, by=by)
            self.change("state", "ended_at", by=by, verb="action.finished")

    def give_up(self: Any, *, by: Viewer, reason: str) -> None:
        """End it undone, with the reason; also by the lead. An agency refuses in this way what was proposed to it."""
        require_reason(reason)
        with self._moving(by, lead=True):
            self._to_dropped()
            self.reason, self.ended_at = reason, self.case.clock()
            self.change("state", "reason", "ended_at", by=by, verb="action.given_up")
            self.index()

    def reopen(self: Any, *, by: Viewer, reason: str) -> None:
        """Take it up again; why becomes a comment. Also by the lead."""
        require_reason(reason)
        with self._moving(by, lead=True):
            was = self.state
            self._to_reopened()
            self.reason, self.ended_at, self.started_at = "", None, None
            self._say(reason, by=by)
            self.change("state", "reason", "ended_at", "started_at", by=by, verb="action.reopened", detail={"was": was})

    def reassign(self: Any, *, by: Viewer, agency: Agency) -> None:
        """Give it to another agency that works on the case; only the lead does. It is then open, not begun."""
        from cases.plan.models.action import check_owner

        with self._moving(by, lead=True, owner=False):
            check_owner(self.case, agency, self.only)
            if agency.pk == self.owner_id:
                raise Invalid(fields={"agency": [_("It is this agency’s already.")]})
            was, self.owner = self.owner_id, agency
            self._to_reassigned()
            self.started_at = None
            detail = {"was": was, "owner": agency.pk}
            self.change("state", "owner", "started_at", by=by, verb="action.reassigned", detail=detail)

    def edit(self: Any, *, by: Viewer, version: int, text: str, due: date | None) -> int:
        """Change what is to be done and until when; returns the new version. While proposed, also by its writer."""
        from cases.plan.models.action import check_text

        check_text(text)
        with self._moving(by, lead=True, version=version, writer=True):
            dates = {"was": _iso(self.due), "due": _iso(due)} if due != self.due else {}
            changed = [name for name, value in (("text", text), ("due", due)) if value != getattr(self, name)]
            self.text, self.due = text, due
            if changed:
                verb = "action.due_changed" if changed == ["due"] else "action.edited"
                self.change(*changed, by=by, verb=verb, detail=dates)
                self.index()
        return int(self.version)

    def comment(self: Any, *, by: Viewer, text: str) -> Comment:
        """Say something about it; anyone who works on the case may. `Invalid` for an empty text."""
        from cases.plan.models.action import check_text

        check_text(text, longest=5_000)
        with changing(self, by=by, action="case.plan"):
            said: Comment = self._say(text, by=by)
            self.tell("action.commented", by=by)
        return said

    @contextmanager
    def _moving(
        self: Any, by: Viewer, *, lead: bool = False, owner: bool = True, writer: bool = False,
        version: int | None = None
    ) -> Iterator[None]:  # fmt: skip
        """The frame of a move: the locked row, and `by` one of those who may: owner, lead, or writer while proposed."""
        with changing(self, by=by, action="case.plan", version=version):
            own = owner and by.agency_id == self.owner_id
            wrote = writer and by.agency_id == self.agency_id and self.state == ActionState.PROPOSED
            if not (own or wrote or (lead and LEAD in levels_on(by, self.case))):
                raise NotAllowed(_refusal(lead=lead, owner=owner), object_type="action", object_id=self.pk)
            with legally(self):
                yield

    def _say(self: Any, text: str, *, by: Viewer) -> Comment | None:
        """Keep a comment, and let search find the item by it."""
        if not text.strip():
            return None
        said = Comment(action=self, author=by.person, agency=by.agency, text=text, created_at=self.case.clock())
        said.save(force_insert=True)
        self.index()
        return said

    def index(self: Any) -> None:
        """Let search find the item by its text, why it was given up, and what was said about it."""
        said = Comment.objects.unscoped("a verb writes its own index").filter(action=self)
        comments = "\n".join(said.values_list("text", flat=True))
        keep(self, texts={"text": self.text, "reason": self.reason, "comments": comments})


def _refusal(*, lead: bool, owner: bool) -> str:
    if not owner:
        return str(_("Only the lead gives an item to another agency."))
    if lead:
        return str(_("Only the agency that does it, or the lead, can do this."))
    return str(_("Only the agency that does it can do this."))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
