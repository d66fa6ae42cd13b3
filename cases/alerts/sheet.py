"""The tracing sheet: what the vault keeps of a person who is looked for, and how it is opened."""

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from access.viewer import Viewer
from cases.alerts.codes import Sex
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from coordination_center.files import pictures
from coordination_center.files.checking import Refused
from vault.kinds import FieldKind
from vault.reveal import Revealed, reveal

if TYPE_CHECKING:
    from cases.alerts.models import Alert, AlertDesk

KIND, THREAD = "alert", "alert_thread"
# What is written, and how long it may be; the names are those of the form, the API and the world file.
TEXTS = {
    "names": 500, "born": 100, "sex": 10, "nationality": 200, "languages": 200, "description": 5_000, "last_place": 500,
    "circumstances": 5_000, "danger": 2_000, "call": 500, "consent_by": 300, "reason": 2_000,
}  # fmt: skip
MULTILINE = frozenset({"names", "description", "circumstances", "danger", "reason"})
FIELDS = {name: FieldKind() for name in (*TEXTS, "last_at", "photo")}
OF_A_THREAD = {"message": FieldKind(several=True)}
MOST_PHOTO = 20 * 1024 * 1024  # bytes, as a camera makes it
SIDE = 1000  # pixels of what is kept


@dataclass(frozen=True, repr=False)
class Sheet:
    """An opened tracing sheet, for one answer: the texts of `TEXTS`, when last seen, and the photo as a data URI."""

    revealed: Revealed

    def __repr__(self) -> str:
        return "<Sheet>"

    def __getattr__(self, name: str) -> str:
        if name not in TEXTS:
            raise AttributeError(name)
        return self.revealed.one(name)

    @property
    def last_at(self) -> datetime | None:
        text = self.revealed.one("last_at")
        return datetime.fromisoformat(text) if text else None

    @property
    def photo(self) -> str:
        """`data:image/…;base64,…`, or empty: a page of its own would be one more place to guard."""
        return self.revealed.one("photo")

    @property
    def sex_label(self) -> str:
        return str(dict(Sex.choices).get(self.sex, ""))


@dataclass(frozen=True, repr=False)
class Message:
    """One message between a desk and the issuer."""

    at: datetime
    agency: str
    text: str

    def __repr__(self) -> str:
        return "<Message>"

    @property
    def sealed_text(self) -> str:
        """The message as text for the vault."""
        return json.dumps([self.at.isoformat(), self.agency, self.text], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Message":
        """The message that `sealed_text` gave."""
        at, agency, said = json.loads(text)
        return cls(datetime.fromisoformat(at), agency, said)


def drawn(file: BinaryIO) -> str:
    """A photo drawn anew as a data URI: nothing of it is kept but its pixels. `Invalid` for what is no picture."""
    try:
        return _drawn(file)
    except Refused as refusal:
        raise Invalid(str(refusal), fields={"photo": [str(refusal)]}) from refusal


def _drawn(file: BinaryIO) -> str:
    if not 0 < file.seek(0, 2) <= MOST_PHOTO:
        raise Refused(_("Send a picture of at most 20 MB."))
    found = pictures.redrawn(file, side=SIDE)
    if found is None:
        raise Refused(_("This is not a picture the centre can read. Use JPEG, PNG or WebP."))
    data, kind = found
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def from_base64(text: str) -> BinaryIO:
    """The bytes of a picture sent in JSON. `Invalid` for what is not base64."""
    try:
        return io.BytesIO(base64.b64decode(text, validate=True))
    except ValueError:
        raise Invalid(fields={"photo": [_("Send the picture in base64.")]}) from None


def sealed(facts: Mapping[str, Any]) -> dict[str, str]:
    """What of these facts the vault keeps, as text."""
    texts = {name: str(facts.get(name) or "") for name in TEXTS}
    seen: datetime | None = facts.get("last_at")
    photo: BinaryIO | None = facts.get("photo")
    return texts | {"last_at": seen.isoformat() if seen else "", "photo": drawn(photo) if photo else ""}


def keyed(body: bytes) -> bytes:
    """A digest of what was sent, for telling a repetition: names could be guessed from one without a key."""
    return salted_hmac("alerts.sent", body, algorithm="sha256").digest()


def open_sheet(alert: "Alert", *, by: Viewer, purpose: str) -> Sheet:
    """The sheet of an alert that `by` sees. As `vault.reveal.reveal`, and `require_reader`.

    Whoever calls it has asked for a fresh second factor.
    """
    require_reader(alert, by)
    return Sheet(reveal(alert.vault_id, by=by, purpose=purpose))


def open_thread(desk: "AlertDesk", *, by: Viewer, purpose: str) -> list[Message]:
    """The messages between this desk and the issuer, oldest first; as `open_sheet`."""
    require_reader(desk.alert, by)
    if desk.thread_id is None:
        return []
    return [Message.read(text) for text in reveal(desk.thread_id, by=by, purpose=purpose).all("message")]


def require_reader(alert: "Alert", viewer: Viewer) -> None:
    """`NotAllowed` for whoever may not open what is sealed of the alert, `IllegalMove` once it has ended."""
    if not alert.opened_by(viewer):
        raise NotAllowed(_("The sheet is opened by investigators, liaison officers and supervisors of the desks."))
    if not alert.is_open():
        raise IllegalMove(_("This alert has ended. Its sheet and its messages were destroyed."))
