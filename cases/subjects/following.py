"""What hangs on a subject follows it in search when its audience changes: links, photos, warrants, whatever room."""

from typing import Any

from access.registry import Child, children


def index_followers(subject: Any) -> None:
    """Index anew every standing record whose audience hangs on this subject's, in any room that declares one so.

    A record that search can find has a method `index()`, as `Subject` has; others are left alone.
    """
    for child in children():
        for path in _paths_to(child, type(subject)):
            for row in _rows(child, path, subject):
                row.index()


def _paths_to(child: Child, model: type) -> list[str]:
    """The foreign keys by which a child's audience comes from a subject: `subject` of `subject__only`."""
    above = [path.rpartition("__")[0] for path in child.audience]
    found = [path for path in above if path and _leads_to(child.model, path) is model]
    return found if hasattr(child.model, "index") else []


def _leads_to(model: Any, path: str) -> Any:
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model


def _rows(child: Child, path: str, subject: Any) -> Any:
    rows: Any = child.model.objects  # type: ignore[attr-defined]
    return rows.unscoped("a verb indexes what hangs on its row").filter(**{path: subject.pk})
