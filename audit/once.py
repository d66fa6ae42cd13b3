"""Doing once what is sent twice: form tokens of pages and `Idempotency-Key` of the API.

before = submission(viewer, route="case_new", key=token, body=request.body)
if before: answer again from (before.object_type, before.object_id), fetched through access
... do the work ...
remember(viewer, route="case_new", key=token, object_type="case", object_id=case.id, status=201)
"""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.log import Actor
from audit.models import Submission
from coordination_center.errors import IllegalMove, Invalid

KEPT = timedelta(hours=72)
LONGEST_KEY = 200
LOCK_NOT_AVAILABLE = "55P03"
INSERT = """
    INSERT INTO audit_submission (person, agency, route, key, body_hash, object_type) VALUES (%s, %s, %s, %s, %s, '')
    ON CONFLICT (person, agency, route, key) DO NOTHING RETURNING id
"""


def submission(by: Actor, *, route: str, key: str, body: bytes) -> Submission | None:
    """None the first time: do the work, then `remember` it. A Submission when this was done before: answer from it.

    A parallel twin waits until the first commits or rolls back. Call it only once the input is valid. Raises Invalid
    for a key that is no key or came with another body, and IllegalMove when the first takes longer than the lock
    timeout of the database.
    """
    if not key or len(key) > LONGEST_KEY or not key.isprintable():
        raise Invalid(
            _("The key of this submission must be 1 to %(most)d printable characters.") % {"most": LONGEST_KEY}
        )
    digest = sha256(body).digest()
    if _inserted(by, route, key, digest):
        return None
    before = _row(by, route, key).select_for_update().get()
    if before.status is None:
        # The earlier one committed without a result: it did nothing that has to be found again.
        _row(by, route, key).update(body_hash=digest)
        return None
    if bytes(before.body_hash) != digest:
        raise Invalid(_("This was sent before with other content. Reload the page and send it again."))
    return before


def remember(by: Actor, *, route: str, key: str, object_type: str, object_id: UUID | None, status: int) -> None:
    """Keep what the first submission led to; its replay is answered from this."""
    _row(by, route, key).update(object_type=object_type, object_id=object_id, status=status)


def sweep() -> int:
    """Delete submissions older than 72 hours and return how many there were."""
    return Submission.objects.filter(created_at__lt=Now() - KEPT).delete()[0]


def _row(by: Actor, route: str, key: str) -> "QuerySet[Submission]":
    if by.person_id is None or by.agency_id is None:
        raise ValueError("Only a person acting for an agency submits.")
    return Submission.objects.filter(person=by.person_id, agency=by.agency_id, route=route, key=key)


def _inserted(by: Actor, route: str, key: str, digest: bytes) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [by.person_id, by.agency_id, route, key, digest])
            return cursor.fetchone() is not None
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) == LOCK_NOT_AVAILABLE:
            raise IllegalMove(_("The same submission is still being worked on. Wait a moment and reload.")) from error
        raise
