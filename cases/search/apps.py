"""Search over everything a viewer may see of cases."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Declares the index to `access`."""

    name = "cases.search"
    label = "search"

    def ready(self) -> None:
        from access.registry import Child, register_child
        from audit import verbs
        from cases.search.models import SearchRow

        row = Child("search_row", SearchRow, path="case", action="case.read", audience=("only",), in_log=False)
        register_child(row)
        verbs.register(
            {
                "case.exported": _("exported cases"),
                "view.kept": _("kept a view of the list"),
                "view.removed": _("removed a view of the list"),
            }
        )
