"""Countries, agencies, people, roles and signing in."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """The app of who takes part."""

    name = "agencies"

    def ready(self) -> None:
        # Each registers the words for its verbs in the log.
        from agencies import creation, factors, invitation, roles, sessions, suspension, tokens  # noqa: F401
