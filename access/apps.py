"""The only authorisation code of the centre."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Policy, grants, querysets, exclusions and the tripwire."""

    name = "access"
