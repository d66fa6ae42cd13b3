"""The token in a link for a new password."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from agencies.models import Person


class ResetToken(PasswordResetTokenGenerator):
    """Dies with the password, the next sign-in, and whatever raises the person's epoch, such as a suspension."""

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.auth_epoch}{user.is_active}"


reset_token = ResetToken()
