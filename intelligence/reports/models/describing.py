"""Subjects of a report, one by one."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.verbs import acting
from access.viewer import Viewer
from audit.log import Led, record
from coordination_center.errors import Invalid, Unseen
from intelligence.reports.index import index
from intelligence.reports.models.content import MOST_SUBJECTS, About, subject_row
from intelligence.reports.models.subject import ReportSubject


class Describing(models.Model):
    """Verbs that say who or what a report is about, while it is written."""

    class Meta:
        abstract = True

    def add_subject(self: Any, *, by: Viewer, about: About) -> ReportSubject:
        """A further subject. `Invalid` for what cannot be said, and for too many."""
        with acting(self, by=by, action="report.edit"):
            self.require_writable()
            standing = self.live(ReportSubject)
            if standing.count() >= MOST_SUBJECTS:
                raise Invalid(fields={"subjects": [_("At most %(most)d of them.") % {"most": MOST_SUBJECTS}]})
            last = standing.order_by("-position").values_list("position", flat=True).first()
            made = subject_row(self, about, 0 if last is None else last + 1)
            made.save(force_insert=True)
            self._described("report.subject_added", made, by, Led.COLLECTION)
        return made

    def edit_subject(self: Any, subject: ReportSubject, *, by: Viewer, about: About) -> ReportSubject:
        """Another description in place of this one, which stays in the history; the row that stands from now on."""
        with acting(self, by=by, action="report.edit"):
            self.require_writable()
            self._remove(subject)
            made = subject_row(self, about, subject.position)
            made.save(force_insert=True)
            self._described("report.subject_edited", made, by, Led.ALTERATION)
        return made

    def remove_subject(self: Any, subject: ReportSubject, *, by: Viewer) -> None:
        """Take a subject out of the report. `Unseen` for one of another report, or one that is gone."""
        with acting(self, by=by, action="report.edit"):
            self.require_writable()
            self._remove(subject)
            self._described("report.subject_removed", subject, by, Led.ERASURE)

    def _remove(self: Any, subject: ReportSubject) -> None:
        if not self.live(ReportSubject).filter(pk=subject.pk).update(removed_at=self.clock()):
            raise Unseen(object_type="report_subject", object_id=subject.pk, action="report.edit")

    def _described(self: Any, verb: str, subject: ReportSubject, by: Viewer, led: Led) -> None:
        self.version += 1
        self.touch("version")
        index(self)
        record(verb, by=by, on=subject.ref, led=led, detail={"kind": subject.kind, "role": subject.role})
