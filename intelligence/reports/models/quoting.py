"""Building on reports: a quotation is a reference, and its marking is inherited."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.decide import can
from access.grants import sync
from access.registry import aggregate_of
from access.verbs import acting
from access.viewer import Viewer
from audit.log import Led, record
from cases.codes import Tlp
from coordination_center.errors import IllegalMove, Invalid
from intelligence.reports.codes import WRITABLE, Circle
from intelligence.reports.models.marking import STRICTNESS
from intelligence.reports.models.quote import Quote


class Quoting(models.Model):
    """Verbs that join a report to those it builds on."""

    class Meta:
        abstract = True

    def quote(self: Any, *, by: Viewer, source: Any) -> Quote:
        """Build on a report that `by` reads; the marking becomes as strict as its own at least.

        `Invalid` for a report unseen, for one that builds on this one, and for TLP:RED; `IllegalMove` once validated,
        and for what was given to people alone where others read this one.
        """
        with acting(self, by=by, action="report.edit"):
            self.require_writable()
            self._check_quotable(source, by)
            readers = set(self.names.values_list("person_id", flat=True)) if self.compartment else None
            self.check_readers(readers, [source, *source.foundations()])
            if self.live(Quote).filter(source=source).exists():
                raise IllegalMove(_("This report is quoted already."))
            made = Quote(report=self, source=source, agency=by.agency, author=by.person, created_at=self.clock())
            made.save(force_insert=True)
            self._inherit()
            recipients = [source.originator_id]
            record("report.quoted", by=by, on=made.ref, led=Led.COMBINATION, recipients=recipients,
                   detail={"source": source.pk})  # fmt: skip
        return made

    def unquote(self: Any, *, by: Viewer, source: Any) -> None:
        """Take a quotation out of a report that is still written. Its marking stays as strict as it is."""
        with acting(self, by=by, action="report.edit"):
            self.require_writable()
            if not self.live(Quote).filter(source=source).update(removed_at=self.clock()):
                raise IllegalMove(_("This report is not quoted."))
            record("report.unquoted", by=by, on=self.ref, detail={"source": source.pk})

    def sources(self: Any) -> list[Any]:
        """The reports it builds on, for verbs and for the rules of handling."""
        return [quote.source for quote in self.live(Quote).select_related("source")]

    def foundations(self: Any) -> list[Any]:
        """All that it builds on, through however many storeys, each once: what it owes to others may lie deep."""
        found: dict[Any, Any] = {}
        storey = [self.pk]
        while storey:
            rows = Quote.objects.unscoped("a rule of handling").filter(report__in=storey, removed_at=None)
            new = {quote.source_id: quote.source for quote in rows.select_related("source__originator")}
            storey = sorted(new.keys() - found.keys() - {self.pk})
            found |= {pk: new[pk] for pk in storey}
        return list(found.values())

    def check_readers(self: Any, readers: set[Any] | None, sources: list[Any]) -> None:
        """`IllegalMove` unless these people of its originator (None: all of them) may read what builds on the sources.

        What another agency gave to people alone is theirs: a report that others read must not build on it (H2, TLP).
        """
        for source in sources:
            alone = self._given_to_alone(source)
            if alone is not None and (readers is None or not readers <= alone):
                raise IllegalMove(
                    _("%(agency)s released %(reference)s to named people alone: only a report that is restricted to "
                      "them can build on it.") % {"agency": source.originator, "reference": source.reference}
                )  # fmt: skip

    def _given_to_alone(self: Any, source: Any) -> set[Any] | None:
        """The people of the originator of this one to whom alone the source was given; None: it binds nobody here."""
        if source.originator_id == self.originator_id or source.passes_on:
            return None
        lines = aggregate_of(type(self)).ledger(source)
        here = {line.person_id for line in lines if line.agency_id == self.originator_id and line.until > self.clock()}
        return None if None in here or not here else here

    def inherited_circles(self: Any) -> set[str]:
        """The circles, narrower than all agencies, of what it quotes."""
        return {source.circle for source in self.sources()} - {Circle.ANY.value}

    def inherited_marking(self: Any) -> tuple[str, set[str]]:
        """The strictest TLP of what it quotes, and all their handling codes."""
        sources = self.sources()
        strictest = max((source.tlp for source in sources), key=STRICTNESS.index, default=Tlp.CLEAR)
        return str(strictest), {code for source in sources for code in source.handling}

    def settle_quotes(self: Any) -> None:
        """Make every report that quotes this one as strict as it at least, at once and without asking its writers."""
        self._settle({self.pk})

    def _settle(self: Any, met: set[Any]) -> None:
        for quote in self.quoted_by.filter(removed_at=None).exclude(report__in=met).select_related("report"):
            report = quote.report
            met.add(report.pk)
            if not report._inherit():
                sync(report)  # who may hold it hangs on what it builds on as well
            report._settle(met)

    def require_writable(self: Any) -> None:
        """`IllegalMove` once the report is validated: then a new one takes its place."""
        if self.state not in WRITABLE:
            raise IllegalMove(_("A validated report no longer changes. Write a new one that supersedes it."))

    def _check_quotable(self: Any, source: Any, by: Viewer) -> None:
        unseen = source.pk == self.pk or not can(by, "report.see", source)
        if unseen or source.tlp == Tlp.RED or any(one.pk == self.pk for one in source.foundations()):
            raise Invalid(fields={"source": [_("Choose a report that you read and that can be quoted.")]})

    def _inherit(self: Any) -> bool:
        """Take over what is stricter; whether that changed anything."""
        tlp, handling = self.inherited_marking()
        circles = self.inherited_circles()
        before = (self.tlp, list(self.handling), self.handling_note, self.circle)
        notes = [self.handling_note, *(source.handling_note for source in self.sources())]
        self.tlp = max(self.tlp, tlp, key=STRICTNESS.index)
        self.handling = sorted(set(self.handling) | handling)
        self.handling_note = "; ".join(dict.fromkeys(note for note in notes if note))
        if self.circle == Circle.ANY and circles:
            self.circle = min(circles)  # of two, one is shown; `releases.reach` asks for both
        if before == (self.tlp, list(self.handling), self.handling_note, self.circle):
            return False
        if self.tlp == Tlp.RED:
            self.enter_names([self.author], named_by=self.author)
        self.version += 1
        sync(self)
        self.touch("tlp", "handling", "handling_note", "circle", "compartment", "version")
        return True
