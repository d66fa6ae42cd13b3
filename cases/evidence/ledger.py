"""What of evidence inherits from its case, and for whom; and which files its rows need."""

from collections.abc import Iterator

from access.registry import Child, register_child
from cases.evidence.models import Custody, Evidence, EvidenceFile, EvidenceSubject
from coordination_center.files.sweeping import register_keys

OF_ITEM = {"path": "evidence__case", "action": "case.read", "in_log": False}


def declare() -> None:
    """Tell `access` about items and what hangs on them, and the sweep which files to keep."""
    register_child(Child("evidence", Evidence, path="case", action="case.read", audience=("only",)))
    register_child(Child("evidence_file", EvidenceFile, audience=("evidence__only",), **OF_ITEM))  # type: ignore[arg-type]
    register_child(Child("custody", Custody, audience=("evidence__only",), **OF_ITEM))  # type: ignore[arg-type]
    register_child(
        Child(
            "evidence_subject", EvidenceSubject, path="evidence__case", action="case.read",
            audience=("evidence__only", "subject__only"),
        )
    )  # fmt: skip
    register_keys(keys)


def keys() -> Iterator[str]:
    """The keys of every file that a row names, withdrawn items included."""
    rows = EvidenceFile.objects.unscoped("the sweep keeps what any row names").values_list("key", "small_key")
    for key, small_key in rows.iterator():
        yield key
        if small_key:
            yield small_key
