"""Giving out a file of evidence: only what is still, to the byte, what was stored; and every time on the record."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from audit.afterwards import afterwards
from audit.log import Led, record
from cases.evidence.models import EvidenceFile
from coordination_center.errors import IllegalMove, Unseen
from coordination_center.files.keeping import Damaged, digest
from coordination_center.files.serving import served

log = logging.getLogger(__name__)


def handed_out(request: HttpRequest, file: EvidenceFile, *, by: Viewer) -> HttpResponse:
    """The file as a download. For another agency than its supplier that is a disclosure to it, else a consultation.

    Raises `IllegalMove` where the stored bytes are not those of its SHA-256: nothing is given out, the log says so
    whatever becomes of the request, and the operators' log shouts.
    """
    if not is_whole(file):
        _raise_alarm(request, file, by)
    foreign = file.agency_id != by.agency_id
    record(
        "evidence.downloaded",
        by=by,
        on=file.ref,
        led=Led.DISCLOSURE if foreign else Led.CONSULTATION,
        recipients=[by.agency_id] if foreign else [],
        detail={"file": file.pk, "number": file.number},
    )
    return served(file.key, name=file.name, type=file.type)


def shown_small(file: EvidenceFile) -> HttpResponse:
    """The small picture, to be shown in the page. Raises `Unseen` for a file without one, or one that is damaged."""
    if not file.small_key:
        raise Unseen(object_type="evidence_file", object_id=file.pk, action="case.read")
    try:
        digest(file.small_key)
        return served(file.small_key, name="thumbnail", type=file.small_type, inline=True)
    except (FileNotFoundError, Damaged) as error:
        log.error("The small picture of file %s is damaged or missing.", file.pk)  # noqa: TRY400 - no trace is needed
        raise Unseen(object_type="evidence_file", object_id=file.pk, action="case.read") from error


def is_whole(file: EvidenceFile) -> bool:
    """Whether the stored bytes are those that came in."""
    try:
        return digest(file.key) == file.sha256
    except (FileNotFoundError, Damaged):
        return False


def _raise_alarm(request: HttpRequest, file: EvidenceFile, by: Viewer) -> None:
    log.critical("File %s of evidence %s is NOT as it was stored. It is not given out.", file.pk, file.evidence_id)
    on, detail = file.ref, {"file": file.pk, "number": file.number}
    afterwards(request, lambda: record("evidence.damaged", by=by, on=on, led=Led.CONSULTATION, detail=detail))
    raise IllegalMove(
        _("This file is not as it was stored, so it is not given out. This was recorded; tell whoever runs the centre.")
    )
