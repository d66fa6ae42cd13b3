"""Search over everything a viewer may see of cases."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Declares the index to `access`."""

    name = "cases.search"
    label = "search"

    def ready(self) -> None:
        from access.registry import Child, register_child
        from cases.search.models import SearchRow

        row = Child("search_row", SearchRow, path="case", action="case.read", audience=("only",), in_log=False)
        register_child(row)
