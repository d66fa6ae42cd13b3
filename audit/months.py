"""The log's partitions: one a month, made ahead of time by the database itself."""

from audit.sealing import fetch

AHEAD = 3


def make_months(ahead: int = AHEAD) -> list[str]:
    """Make the partitions of this month and of the `ahead` next that are missing; return their names."""
    return [row[0] for row in fetch("SELECT audit_make_months(%s)", [ahead])]
