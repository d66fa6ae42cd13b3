"""What of a subject inherits from its case, and for whom."""

from collections.abc import Iterator

from access.registry import Child, register_child
from cases.subjects.models import Card, Charge, Identifier, Photo, Proposal, Screening, Subject, SubjectName


def declare() -> None:
    """Tell `access` about subjects and cards, and about what hangs on a subject: seen by who sees the subject."""
    register_child(Child("subject", Subject, path="case", action="case.read", audience=("only",)))
    register_child(Child("card", Card, path="case", action="case.read", audience=("only",)))
    for name, model in (("subject_name", SubjectName), ("identifier", Identifier), ("screening", Screening)):
        of_subject = Child(
            name, model, path="subject__case", action="case.read", audience=("subject__only",), in_log=False
        )
        register_child(of_subject)
    for name, record in (("photo", Photo), ("charge", Charge), ("subject_proposal", Proposal)):
        register_child(Child(name, record, path="case", action="case.read", audience=("only", "subject__only")))


def kept_files() -> Iterator[str]:
    """The storage keys that photos need, those of removed ones too: the history shows what was there."""
    rows = Photo.objects.unscoped("the sweep asks which files are needed")
    for keys in rows.values_list("key", "small_key").iterator():
        yield from keys
