"""The commands in bin/, and how an error reaches the person who typed them."""

from collections.abc import Callable

from coordination_center.embedded import accounts, places
from coordination_center.embedded.say import Refusal, complain, line
from coordination_center.embedded.supervisor import Interrupted


def main(arguments: list[str]) -> int:
    """Run a command; return the exit code."""
    command, *rest = arguments
    commands: dict[str, Callable[[list[str]], int]] = {
        "up": _up,
        "test": _test,
        "bench": _bench,
        "code": _code,
        "lock": _lock,
    }
    try:
        return commands[command](rest)
    except Refusal as refusal:
        complain(f"\nbin/{command}: {refusal}")
        return 1
    except (Interrupted, KeyboardInterrupt):
        return 130


def _up(arguments: list[str]) -> int:
    if arguments:
        raise Refusal("It takes no arguments; WORLD, DATA_DIR, PORT and MAIL_DIR are read from the environment.")
    from coordination_center.embedded.up import up

    return up()


def _code(arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise Refusal("Give one user name: bin/code somsak")
    line(accounts.code(places.read().accounts, arguments[0]))
    return 0


def _test(arguments: list[str]) -> int:
    from coordination_center.embedded.suite import test

    return test(arguments)


def _bench(arguments: list[str]) -> int:
    if not arguments:
        raise Refusal("Name a measurement of benchmarks/: bin/bench case_list")
    from coordination_center.embedded.suite import bench

    return bench(arguments)


def _lock(arguments: list[str]) -> int:
    if arguments:
        raise Refusal("It takes no arguments.")
    from coordination_center.embedded.locks import write

    return write()
