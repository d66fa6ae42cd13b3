"""Who knows of a source, and who handles it; and the vault's rule for its identity."""

from collections.abc import Iterator
from uuid import UUID

from access.registry import Aggregate, Child, Entitlement, register, register_child
from access.viewer import Viewer
from audit.log import Ref
from intelligence.sources.codes import Purpose
from intelligence.sources.identity import FIELDS, KIND
from intelligence.sources.models import Grade, Handover, Source, SourceGroupGrant, SourceUserGrant
from vault import kinds


def entitlements(source: Source) -> Iterator[Entitlement]:
    """The agency knows the codename; one person handles it."""
    agency, group = source.originator_id, source.originator.group_id
    yield Entitlement(level="officer", agency_id=agency, group_id=group, source_id=source.pk)
    yield Entitlement(
        level="handler", agency_id=agency, group_id=group, person_id=source.handler_id, source_id=source.pk
    )


def is_handler(viewer: Viewer, record: UUID) -> bool:
    """Whether the viewer handles, for the source's own agency, the source whose identity this is."""
    mine = Source.objects.permitted(viewer, "source.handle").filter(vault_id=record, handler=viewer.person_id)
    return mine.filter(originator=viewer.agency_id).exists()


def named(record: UUID) -> Ref:
    """The source whose identity this is, as the log names it."""
    return Source.objects.unscoped("the vault asks what it is to name in the log").get(vault_id=record).ref


def declare() -> None:
    """Tell `access` and the vault about sources."""
    register(
        Aggregate(
            name="source",
            model=Source,
            levels=("officer", "handler"),
            group_grants=SourceGroupGrant,
            user_grants=SourceUserGrant,
            ledger=entitlements,
            purpose="source",
        )
    )
    register_child(Child("source_grade", Grade, path="source", action="source.see"))
    register_child(Child("source_handover", Handover, path="source", action="source.see"))
    kinds.register(kinds.Kind(KIND, FIELDS, frozenset(Purpose.values), is_handler, named))
