"""Guardian's direct-FK tables for reports. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class ReportGroupGrant(GroupGrant):
    """An agency holds a level on a report."""

    content_object = models.ForeignKey("reports.Report", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class ReportUserGrant(UserGrant):
    """A named person holds a level on a report, for one agency."""

    content_object = models.ForeignKey("reports.Report", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
