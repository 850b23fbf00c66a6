"""`python -m khidmat.config.manage COMMAND`: Django's commands with our settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khidmat.config.settings")
    execute_from_command_line(["./khidmat manage", *sys.argv[1:]])


if __name__ == "__main__":
    main()
