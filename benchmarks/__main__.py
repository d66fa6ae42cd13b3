"""`python -m benchmarks NAME [ARGUMENTS]`, with the environment that `bin/bench` sets."""

import importlib
import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination_center.settings")
    django.setup()
    name = sys.argv.pop(1)
    importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
