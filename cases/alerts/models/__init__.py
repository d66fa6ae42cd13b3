"""Urgent alerts: who raised them, which desks they went to, who has acknowledged, and how they ended."""

from cases.alerts.models.alert import Alert
from cases.alerts.models.desk import AlertDesk
from cases.alerts.models.grants import AlertGroupGrant, AlertUserGrant

__all__ = ["Alert", "AlertDesk", "AlertGroupGrant", "AlertUserGrant"]
