"""The asking side: to request a report one learned of, to reply, to withdraw, to acknowledge a recall."""

import uuid
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from access.decide import require_role
from access.grants import sync
from access.verbs import still_seen
from access.viewer import Viewer
from agencies.models import Agency, Membership, Person
from audit.log import Led, record
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.saying import require_text
from coordination_center.working_time import due_at, resumed
from intelligence.releases.codes import OPEN, Learned, Leave, Said, State, Urgency
from intelligence.releases.models.lines import Message
from intelligence.releases.models.machine import moving
from intelligence.releases.tearlines import tearline_for
from intelligence.releases.upon_hits import is_named, meant
from intelligence.reports.codes import Piece
from intelligence.reports.codes import State as Standing
from intelligence.reports.models import Report
from intelligence.reports.models.report import normal_reference

ASKED: dict[str, Any] = {
    "learned": Learned.REFERENCE, "reference": "", "urgency": Urgency.ROUTINE, "legal_basis": "", "wanted": [],
    "hit_id": None, "wanted_leave": [],
}  # fmt: skip


class Asking(models.Model):
    """Verbs of the asking side. None of them says whether a report exists."""

    left: Any
    due_at: Any

    class Meta:
        abstract = True

    @classmethod
    def ask(
        cls: Any,
        *,
        by: Viewer,
        owner: Agency,
        purpose: str,
        person: Person | None = None,
        report: Report | None = None,
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **said: Any,
    ) -> Any:
        """A request to the agency that is said to own a report, answered alike whether there is one or not.

        `report` is for callers that know it (a hit, a world file); else a `reference` finds it, unseen by the asker.
        `said`: learned, reference, urgency, legal_basis, wanted (pieces; none: all of it), hit_id (one's own question,
        as hit / no hit keeps it), wanted_leave (what the asker wants to do with it beyond reading).

        Raises `NotAllowed` by role, `Invalid` for one's own agency or a stranger as `person`, `IllegalMove` where the
        same is asked already.
        """
        require_role(by, "release.create")
        said = ASKED | said
        _check(by, owner, purpose, person, said)
        with transaction.atomic():
            Agency.objects.select_for_update(of=("self",)).get(pk=by.agency_id)  # two at once must not ask twice
            line = cls(id=id or uuid.uuid4(), originator=by.agency, owner=owner, asker=by.agency, person=person)
            for name, value in said.items():
                setattr(line, name, value)
            line.report = report or _meant(owner, line.reference) or _hit_upon(owner, line.hit_id)
            line.purpose, line.begun_by = purpose, by.person
            line._refuse_repeated()
            line._enter(by)
        return line

    def reply(self: Any, *, by: Viewer, text: str) -> None:
        """Answer what the owner asked back; its clock runs on with what was left of it."""
        require_text(text)
        with moving(self, by=by, action="release.follow"):
            self._to_requested()
            now, since = self.clock(), self.due_at - self.left
            self.paused_for += now - since
            self.due_at = resumed(self.urgency, self.due_at, paused=since, at=now, country=self.owner.country)
            self.left = None
            self._say(Said.REPLY, text, by=by)
            self.move("release.replied", "due_at", "left", "paused_for", by=by, to=self.owner_id)

    def withdraw(self: Any, *, by: Viewer) -> None:
        """Take a request back before it is answered."""
        with moving(self, by=by, action="release.follow"):
            self._refuse_offer()
            self._to_withdrawn()
            self.move("release.withdrawn", by=by, to=self.owner_id)

    def acknowledge(self: Any, *, by: Viewer) -> None:
        """Say that the recall was read and is followed. Once for the agency (or the named person)."""
        with moving(self, by=by, action="release.follow"):
            if self.state != State.RECALLED or self.acknowledged_at is not None:
                raise IllegalMove(_("There is nothing to acknowledge."))
            self.acknowledged_at = self.clock()
            self.move("release.acknowledged", "acknowledged_at", by=by, to=self.owner_id)

    def _enter(self: Any, by: Viewer) -> None:
        """Write the new request with its clock, and what was cleared beforehand where a life is at risk."""
        self.created_at = self.updated_at = self.clock()
        self.due_at = due_at(self.urgency, self.created_at, country=self.owner.country)
        self.save(force_insert=True)
        sync(self)
        record("release.requested", by=by, on=self.ref, led=Led.COLLECTION, recipients=[self.owner_id],
               purpose=self.purpose, detail={"urgency": self.urgency})  # fmt: skip
        cleared = tearline_for(self)
        if cleared:
            self._say(Said.TEARLINE, cleared, by=None)
            record("release.tearline_given", by=by, on=self.ref, led=Led.DISCLOSURE, recipients=[self.asker_id])
        still_seen(self, by=by)

    def _say(self: Any, kind: str, text: str, *, by: Viewer | None) -> None:
        said_by = {"agency": by.agency, "author": by.person} if by else {"agency": self.owner}
        Message.objects.create(release=self, kind=kind, text=text, created_at=self.clock(), **said_by)

    def _refuse_offer(self: Any) -> None:
        if self.learned == Learned.OFFER:
            raise IllegalMove(_("This is an offer: its owner takes it back, you decline it."))

    def _refuse_repeated(self: Any) -> None:
        """`IllegalMove` for what this agency asks already; told by its own lines alone."""
        rows = type(self).objects.unscoped("a verb reads its own agency's lines")
        same = {"reference__iexact": self.reference} if self.reference else {"hit_id": self.hit_id}
        if not self.reference and self.hit_id is None:
            return
        if rows.filter(asker=self.asker, owner=self.owner, person=self.person, state__in=OPEN, **same).exists():
            raise IllegalMove(_("Your agency asks for this already."))


def _meant(owner: Agency, reference: str) -> Report | None:
    """The owner's validated report of this reference, however it is spaced; None for none."""
    rows = Report.objects.unscoped("the asker is not told what it finds")
    return rows.filter(originator=owner, reference=normal_reference(reference), state=Standing.VALIDATED).first()


def _hit_upon(owner: Agency, question: uuid.UUID | None) -> Report | None:
    """The one report of the owner that the question met; None for none, and for several: its desk says which."""
    ids = meant(owner, question)
    rows = Report.objects.unscoped("the asker is not told what it finds")
    return rows.filter(pk=ids[0], state=Standing.VALIDATED).first() if len(ids) == 1 else None


def _check(by: Viewer, owner: Agency, purpose: str, person: Person | None, said: dict[str, Any]) -> None:
    if unknown := said.keys() - ASKED.keys():
        raise TypeError(f"A request has no {', '.join(sorted(unknown))}.")
    require_text(purpose, field="purpose")
    if owner.pk == by.agency_id:
        raise Invalid(fields={"owner": [_("This is your own agency.")]})
    if owner.suspended_at is not None:
        raise Invalid(fields={"owner": [_("This agency is suspended.")]})
    if said["hit_id"] and not is_named(by, owner, said["hit_id"]):
        raise Invalid(fields={"hit": [_("Choose a question of your own that was answered with this agency.")]})
    _check_codes(said)
    if person and not Membership.objects.live().filter(person=person, agency=by.agency).exists():
        raise Invalid(fields={"person": [_("No such person in your agency.")]})


def _check_codes(said: dict[str, Any]) -> None:
    given = {name: [said[name]] for name in ("urgency", "learned")}
    given |= {name: said[name] for name in ("wanted", "wanted_leave")}
    lists: dict[str, Any] = {"urgency": Urgency, "learned": Learned, "wanted": Piece, "wanted_leave": Leave}
    for field, codes in lists.items():
        if set(given[field]) - set(codes.values):
            raise Invalid(fields={field: [_("Choose from the list.")]})
