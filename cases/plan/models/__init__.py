"""The action plan of a case: its items, and what is said about each."""

from cases.plan.models.action import Action
from cases.plan.models.comment import Comment

__all__ = ["Action", "Comment"]
