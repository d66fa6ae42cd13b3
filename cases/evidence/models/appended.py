"""Rows that are added and never changed: the database refuses it, whoever asks."""

import pgtrigger


def only_appended(table: str) -> pgtrigger.Trigger:
    """The trigger that refuses UPDATE and DELETE on a table."""
    return pgtrigger.Protect(name=f"{table}_only_appended", operation=pgtrigger.Update | pgtrigger.Delete)
