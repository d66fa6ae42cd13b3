"""The token in a link for a new password."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetToken(PasswordResetTokenGenerator):
    """Dies with the password, the next sign-in, and whatever raises the person's epoch, such as a suspension."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.auth_epoch}{user.is_active}"  # type: ignore[attr-defined]


reset_token = ResetToken()
