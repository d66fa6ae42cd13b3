"""The addresses of the site: every route, and its address for what it names."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


def routes(patterns: Any = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern


ROUTES = {str(route.name): route for route in routes()}


NO_SUCH = {"act": "closure", "token": "no-such-token", "key": "no-such-key", "uidb36": "0"}


def address(name: str, known: dict[str, Any]) -> str:
    """The route's address with what it names of `known`; a token that is no token where it asks for one.

    `known` has the ids of a `case`, of what a room `made` there, and of whatever else the address names.
    """
    converters: Any = ROUTES[name].pattern.converters
    kind = (
        "case"
        if "case" in name or known["made"]
        else "agency"
        if name.startswith(("agency", "invit", "api_agency"))
        else "person"
    )
    values = NO_SUCH | known | {"pk": known["agency"] if name == "invite" else known.get(kind)} | known["made"]
    regex: Any = getattr(ROUTES[name].pattern, "regex", None)
    names = list(converters) or list(regex.groupindex)
    return reverse(name, kwargs={key: values[key] for key in names})
