"""What a verb refuses with, as a problem of the world file."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from coordination_center.errors import DomainError, Invalid
from demo.kinds import sentence
from demo.nodes import Node
from demo.problems import Place, Problem


@contextmanager
def at(node: Node, place: Place | None = None) -> Iterator[None]:
    """Turn a refusal within into a Problem at `place`, or at the key of `node` that it names."""
    try:
        yield
    except Invalid as error:
        raise _of_fields(node, place, error.fields, error.message) from error
    except DomainError as error:
        raise Problem(place or node.place, error.message or error.code) from error
    except ValidationError as error:
        fields = error.message_dict if hasattr(error, "error_dict") else {}
        raise _of_fields(node, place, fields, sentence(error)) from error
    except (IntegrityError, DataError) as error:
        reason = str(error).partition("\n")[0]
        raise Problem(place or node.place, f"expected values that the database takes: {reason}") from error


def _of_fields(node: Node, place: Place | None, fields: dict[str, list[str]], message: str) -> Problem:
    for name, sentences in fields.items():
        found = place or node.child(name).place
        return Problem(found, " ".join(str(sentence) for sentence in sentences))
    return Problem(place or node.place, message)
