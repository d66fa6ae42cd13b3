"""The proof that boards say what was reported."""

from collections.abc import Iterator

from operations.models import Increment, Operation
from operations.tallying import stray, wrong


def prove(*, signatures: bool = False) -> Iterator[str]:
    """What is wrong, a sentence each, by ids and codes only; nothing where all is well."""
    for pk in Operation.objects.unscoped("figures are proved whoever looks").values_list("pk", flat=True):
        for dimension, value, category, status, kept, right in wrong(pk):
            yield f"{pk} {dimension} {value} {category} {status}: kept {kept}, counted {right}"
        if strays := stray(pk):
            yield f"{pk}: {strays} increments stand otherwise than their corrections and verdicts say"
    if signatures:
        rows = Increment.objects.unscoped("signatures are proved whoever looks")
        yield from (f"{row.pk}: its signature is of something else" for row in rows.iterator() if not row.is_genuine)
