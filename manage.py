#!/usr/bin/env python
"""Django's command line for the centre: the one the environment describes, or else the one that bin/up runs."""

import os
import sys

from coordination_center.embedded.manage import take_settings


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination_center.settings")
    take_settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
