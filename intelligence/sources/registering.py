"""What other apps ask of sources: which there are to choose from, and one entered whole."""

from django.db import transaction

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from intelligence.sources.models import Source


def choices(viewer: Viewer) -> ProtectedQuerySet[Source]:
    """The sources a report of this viewer may name, by codename: all of the own agency, whoever handles them."""
    return Source.objects.permitted(viewer, "source.see").order_by("codename", "pk")


def register(*, by: Viewer, codename: str, real_name: str = "", contact: str = "") -> Source:
    """The source of this codename, made where there is none, with what is given of its identity.

    `NotAllowed` where a real name or contact is given for a source that somebody else handles.
    """
    with transaction.atomic():
        source = Source.of(by=by, codename=codename)
        given = {name: text for name, text in (("real_name", real_name), ("contact", contact)) if text}
        if given:
            source.identify(by=by, **given)
    return source
