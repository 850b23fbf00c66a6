"""`./khidmat COMMAND`: each command is one function of one module, imported only when asked for."""

import importlib
import os
import sys

from khidmat.launch.say import LaunchError

COMMANDS = {
    "up": ("up:command", "set up what is missing and run; Ctrl-C stops"),
    "down": ("down:command", "stop a running Khidmat"),
    "test": ("testing:command", "run the tests; --all adds the slow ones"),
    "check": ("check:command", "run lint, types, contracts and house rules"),
    "bench": ("bench:command", "print the published numbers, all or one"),
    "verify": ("manage:verify", "check a signed PDF without network"),
    "manage": ("manage:command", "run one of the programs' own commands"),
    "backup": ("backup:command", "write database, files and keys to a folder"),
    "restore": ("restore:command", "make a checked data directory from a backup"),
    "testdb": ("testdb:command", "start or stop the database the tests use"),
}


def usage() -> str:
    """Return the list of commands."""
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:<{width}}  {words}" for name, (_, words) in COMMANDS.items())
    return f"Usage: ./khidmat COMMAND\n\n{rows}\n\n./khidmat COMMAND --help says more."


def main(arguments: list[str]) -> int:
    """Run a command; a failure a person can mend is printed plainly, without a traceback."""
    name, *rest = arguments or ["--help"]
    if name in {"-h", "--help", "help"}:
        print(usage())
        return 0
    if name not in COMMANDS:
        print(f"There is no command {name!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    os.umask(0o022)
    module, _, function = COMMANDS[name][0].partition(":")
    try:
        return int(getattr(importlib.import_module(f"khidmat.launch.{module}"), function)(rest))
    except KeyboardInterrupt:
        return 130
    except LaunchError as fault:
        print(f"✗ {fault}", file=sys.stderr, flush=True)
        return 1
