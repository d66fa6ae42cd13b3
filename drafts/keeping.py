"""Keeping, reading and dropping drafts: each is its writer's alone, acting for the agency it was written for."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from access.viewer import Viewer, viewer_of
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.sealing import seal, unseal
from drafts.models import Draft

Typed = list[tuple[str, str]]  # names of fields and what stands in them, in the order of the form

LONGEST = 100_000  # characters of one draft
MOST_FIELDS = 500
MOST = 30  # drafts of one person for one agency; the oldest give way
KEPT = timedelta(days=30)
REMEMBERED = timedelta(days=1)  # that a form was sent
FORM = re.compile(r"[a-z][a-z0-9 -]{0,119}")


@dataclass(frozen=True, repr=False)
class Kept:
    """A draft, and when it was kept."""

    typed: Typed
    at: datetime


def keep(*, by: Viewer, form: str, once: str, typed: Typed) -> datetime:
    """Put what is typed in the place of what was kept of this form; returns when, by the database's clock.

    `Invalid` for what is too long, `IllegalMove` where this very rendering of the form was sent already.
    """
    text = json.dumps(typed, ensure_ascii=False)
    if len(text) > LONGEST or len(typed) > MOST_FIELDS:
        raise Invalid(_("This is too long to be kept as a draft."))
    with transaction.atomic():
        row = _row(by, form)
        if once and row.spent == _digest(by, once):
            raise IllegalMove(_("This form was sent already."))
        sealed = seal(text.encode(), _place(by, form))
        Draft.objects.filter(pk=row.pk).update(sealed=sealed, kept_at=Now())
        _make_room(by)
        return Draft.objects.values_list("kept_at", flat=True).get(pk=row.pk)


def kept(*, by: Viewer, form: str) -> Kept | None:
    """What the viewer was typing into this form, acting for this agency; None where nothing is kept."""
    row = _rows(by).filter(form=_digest(by, _known(form))).exclude(sealed="").first()
    if row is None:
        return None
    pairs = json.loads(unseal(row.sealed, _place(by, form)))
    return Kept([(str(name), str(value)) for name, value in pairs], row.kept_at)


def drop(*, by: Viewer, form: str) -> None:
    """Forget what was kept of this form."""
    _rows(by).filter(form=_digest(by, _known(form))).delete()


def sent(request: HttpRequest) -> None:
    """The form of this request was accepted: its draft goes, and a save of it that is still under way is refused.

    Call it in the transaction of the verb; a form that names no draft is left alone.
    """
    form, by = request.POST.get("draft", ""), viewer_of(request)
    if not FORM.fullmatch(form):
        return
    once = request.POST.get("once", "")
    row = _row(by, form)
    Draft.objects.filter(pk=row.pk).update(sealed="", spent=_digest(by, once) if once else "", kept_at=Now())


def sweep() -> None:
    """Delete drafts of thirty days ago, and the memory of forms sent yesterday."""
    Draft.objects.filter(kept_at__lt=Now() - KEPT).delete()
    Draft.objects.filter(sealed="", kept_at__lt=Now() - REMEMBERED).delete()


def _rows(by: Viewer) -> QuerySet[Draft]:
    return Draft.objects.filter(person=by.person_id, agency=by.agency_id)


def _row(by: Viewer, form: str) -> Draft:
    key = {"person_id": by.person_id, "agency_id": by.agency_id, "form": _digest(by, _known(form))}
    Draft.objects.bulk_create([Draft(**key)], ignore_conflicts=True)
    return Draft.objects.select_for_update().get(**key)


def _make_room(by: Viewer) -> None:
    oldest = _rows(by).exclude(sealed="").order_by("-kept_at", "-pk").values_list("pk", flat=True)[MOST:]
    Draft.objects.filter(pk__in=list(oldest)).delete()


def _known(form: str) -> str:
    if not FORM.fullmatch(form):
        raise Invalid(_("This form keeps no draft."))
    return form


def _place(by: Viewer, form: str) -> bytes:
    return f"draft|{by.person_id}|{by.agency_id}|{form}".encode()


def _digest(by: Viewer, text: str) -> str:
    value = f"{by.person_id}|{by.agency_id}|{text}"
    return salted_hmac("drafts", value, algorithm="sha256").hexdigest()
