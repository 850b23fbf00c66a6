"""`python -m khidmat COMMAND`: hands over to the launcher."""

import sys

from khidmat.launch.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
