"""Guardian's direct-FK tables for reports. Only `access.grants` writes them.

Beside what every grant has they keep the day of the report, by which figures over very many are read (0035).
"""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from access.models import GroupGrant, UserGrant

TABLES = ("reports_reportgroupgrant", "reports_reportusergrant")
SAID = "coalesce({row}validated_at, {row}created_at)"  # a recipient reads the day of validation alone
_KEPT = " ".join(
    f"UPDATE {table} SET dated = {SAID.format(row='NEW.')} WHERE content_object_id = NEW.id;"  # noqa: S608 - names of ours
    for table in TABLES
)
FOLLOW_DATE = pgtrigger.Trigger(
    name="grants_follow_date",
    operation=pgtrigger.UpdateOf("validated_at", "created_at"),  # type: ignore[no-untyped-call]
    when=pgtrigger.After,
    condition=pgtrigger.Q(old__validated_at__df=pgtrigger.F("new__validated_at"))
    | pgtrigger.Q(old__created_at__df=pgtrigger.F("new__created_at")),
    func=f"{_KEPT} RETURN NULL;",
)
FILL_DATE = pgtrigger.Trigger(
    name="fill_dated",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=f"SELECT {SAID.format(row='')} INTO NEW.dated FROM reports_report"  # noqa: S608 - names of ours
    " WHERE id = NEW.content_object_id; RETURN NEW;",
)
_COVERED = ["expires_at", "originator_id"]


class ReportGroupGrant(GroupGrant):
    """An agency holds a level on a report."""

    content_object = models.ForeignKey("reports.Report", on_delete=models.CASCADE)
    dated = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(GroupGrant.Meta):
        indexes = [
            *GroupGrant.Meta.indexes,
            models.Index(
                fields=["group", "permission", "-dated", "-content_object"], include=_COVERED, name="%(class)s_latest"
            ),
        ]
        triggers = [*GroupGrant.Meta.triggers, FILL_DATE]


class ReportUserGrant(UserGrant):
    """A named person holds a level on a report, for one agency."""

    content_object = models.ForeignKey("reports.Report", on_delete=models.CASCADE)
    dated = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(UserGrant.Meta):
        indexes = [
            *UserGrant.Meta.indexes,
            models.Index(
                fields=["user", "group", "permission", "-dated", "-content_object"],
                include=_COVERED,
                name="%(class)s_latest",
            ),
        ]
        triggers = [*UserGrant.Meta.triggers, FILL_DATE]
