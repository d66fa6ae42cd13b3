"""Files of a report: added while it is written, and served only to those who may see attachments."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from access.verbs import acting
from access.viewer import Viewer
from audit.log import Led, record
from coordination_center.errors import Invalid, Unseen
from coordination_center.files import accepting
from intelligence.reports.models.attachment import Attachment
from intelligence.reports.models.content import MOST_FILES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class Filing(models.Model):
    """Verbs that add and remove attachments."""

    class Meta:
        abstract = True

    def attach(self: Any, *, by: Viewer, file: "UploadedFile[Any]") -> Attachment:
        """Keep a file with the report. `Invalid` for what the centre does not take, and for too many."""
        with acting(self, by=by, action="report.edit"):  # who may not add it stores nothing
            self.require_writable()
        stored = accepting.accept(file)
        with acting(self, by=by, action="report.edit"):
            self.require_writable()
            if self.live(Attachment).count() >= MOST_FILES:
                raise Invalid(fields={"file": [_("At most %(most)d of them.") % {"most": MOST_FILES}]})
            made = Attachment(
                report=self, name=stored.name, type=stored.type, size=stored.size, sha256=stored.sha256,
                key=stored.key, author=by.person, created_at=self.clock(),
            )  # fmt: skip
            made.save(force_insert=True)
            self.version += 1
            self.touch("version")
            record("report.attached", by=by, on=made.ref, led=Led.COLLECTION)
        return made

    def detach(self: Any, attachment: Attachment, *, by: Viewer) -> None:
        """Take a file out of a report that is still written; `Unseen` for one of another report."""
        with acting(self, by=by, action="report.edit"):
            self.require_writable()
            if not self.live(Attachment).filter(pk=attachment.pk).update(removed_at=self.clock()):
                raise Unseen(object_type="attachment", object_id=attachment.pk, action="report.edit")
            self.version += 1
            self.touch("version")
            record("report.detached", by=by, on=attachment.ref, led=Led.ERASURE)


def keys() -> Iterator[str]:
    """The keys of every file that a row names, removed ones included: the sweep keeps them."""
    yield from (
        Attachment.objects.unscoped("the sweep keeps what any row names").values_list("key", flat=True).iterator()
    )
