"""`./khidmat manage …` and `./khidmat verify FILE.pdf`: the programs that need our environment."""

import os
import subprocess
import sys

from khidmat.launch import files, running
from khidmat.launch.checkout import here
from khidmat.launch.data import Data
from khidmat.launch.say import fail
from khidmat.launch.site import Site, data_folder
from khidmat.launch.users import accounts


def site() -> Site:
    """Return the data directory that is meant: KHIDMAT_DATA, or the checkout's."""
    checkout = here()
    data = Data(data_folder(None, checkout), accounts())
    return Site(checkout, data, files.read(data.stamp("mode")) or "demo")


def command(arguments: list[str]) -> int:
    """Run one of Django's commands, on the database that runs or on one started for it."""
    meant = site()
    with running.database(meant.data):
        return meant.call("owner", "khidmat.config.manage", *arguments)


def verify(arguments: list[str]) -> int:
    """Check a signed PDF; no database and no network is needed."""
    if len(arguments) != 1:
        fail("Usage: ./khidmat verify FILE.pdf")
    public = site().data.home / "public"
    environment = {**os.environ, **({"KHIDMAT_PUBLIC": str(public)} if public.is_dir() else {})}
    command = [sys.executable, "-m", "khidmat.documents.verify", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode
