"""JSON as the API takes it: strict, so that nothing of what was sent is dropped without a word."""

import json
from typing import Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """Refuses what is no JSON, a name given twice in one object, nesting too deep, and half a character."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The values of the body; `ParseError` (400) otherwise."""
        try:
            values = json.loads(stream.read(), object_pairs_hook=_each_name_once, parse_constant=_no_number)
            json.dumps(values, ensure_ascii=False).encode()  # half a character (\\ud800) could not be said back
        except (ValueError, RecursionError) as error:
            raise ParseError(_("The body is not JSON as it is expected here: each name once, in UTF-8.")) from error
        return values


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name comes twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")
