"""How strict a report's marking is, and the verbs that change it: stricter at once, looser by the desk alone."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.decide import can
from access.grants import sync
from access.verbs import acting
from access.viewer import Viewer
from audit.log import Led, record
from cases.codes import Handling, Tlp
from cases.marking import check_marking
from coordination_center.errors import IllegalMove, NotAllowed
from intelligence.reports.codes import Circle
from intelligence.reports.listening import written

MARKING = ("tlp", "handling", "handling_note", "circle")
STRICTNESS = [Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED]  # TLP 2.0, the strictest last
PASSES_ON = frozenset({Tlp.GREEN, Tlp.CLEAR})  # without H2: to be told within the circle without asking


class Marking(models.Model):
    """Verbs on the marking. It counts from the next request on, for those as well who hold a release."""

    class Meta:
        abstract = True

    @property
    def passes_on(self: Any) -> bool:
        """Whether who holds it may tell others of its circle without asking its originator (TLP, H2)."""
        return self.tlp in PASSES_ON and Handling.H2 not in self.handling

    def mark(self: Any, *, by: Viewer, version: int, **marking: Any) -> int:
        """Change fields of `MARKING`; returns the new version.

        Whoever may edit may make it stricter; looser is for a liaison officer or supervisor of the originator, and
        counts as a disclosure. Raises `Stale`, `Invalid`, `NotAllowed`.
        """
        with acting(self, by=by, action="report.edit", version=version):
            changed = [name for name in MARKING if name in marking and marking[name] != getattr(self, name)]
            looser = is_looser(self, marking)
            if looser and not can(by, "report.lower", self):
                raise NotAllowed(_("Only a liaison officer or supervisor makes the marking less strict."))
            self.set_marking(by=by, **marking)
            if changed:
                self.version += 1
                sync(self)
                self.touch(*changed, "compartment", "version")
                self.settle_quotes()
                written(self)
                led = Led.DISCLOSURE if looser else Led.ALTERATION
                record("report.marked", by=by, on=self.ref, led=led, detail={"tlp": self.tlp, "looser": looser})
        return int(self.version)

    def set_marking(self: Any, *, by: Viewer, **marking: Any) -> None:
        """Set these fields within a verb; TLP:RED names the acting person, so that somebody can open the report."""
        for name, value in marking.items():
            setattr(self, name, sorted(set(value)) if name == "handling" else value)
        if self.tlp == Tlp.RED:
            self.enter_names([by.person, self.author], named_by=by.person)
        check_marking(self.tlp, list(self.handling), self.handling_note, compartment=self.compartment)
        self._refuse_looser_than_quoted()

    def _refuse_looser_than_quoted(self: Any) -> None:
        """A report that quotes is never marked more loosely than what it quotes (the domain page, section 2)."""
        least = self.inherited_marking()
        short = STRICTNESS.index(self.tlp) < STRICTNESS.index(least[0]) or not least[1] <= set(self.handling)
        if short:
            raise IllegalMove(
                _("A report that it quotes is marked %(tlp)s %(handling)s: it cannot be less strict than that.")
                % {"tlp": least[0], "handling": " ".join(sorted(least[1]))}
            )
        if self.circle == Circle.ANY and self.inherited_circles():
            raise IllegalMove(_("A report that it quotes is for some agencies only: it cannot be for any."))


def is_looser(report: Any, marking: dict[str, Any]) -> bool:
    """Whether this marking is less strict than the report's in any way."""
    tlp = marking.get("tlp", report.tlp)
    handling = set(marking.get("handling", report.handling))
    circle = marking.get("circle", report.circle)
    note = marking.get("handling_note", report.handling_note)
    return (
        STRICTNESS.index(tlp) < STRICTNESS.index(report.tlp)
        or not set(report.handling) <= handling
        or report.circle not in (circle, Circle.ANY)
        or (note != report.handling_note and bool(report.handling_note))
    )
