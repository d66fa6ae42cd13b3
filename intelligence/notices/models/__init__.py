"""Notices and diffusions of a case."""

from intelligence.notices.models.notice import Notice

__all__ = ["Notice"]
