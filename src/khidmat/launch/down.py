"""`./khidmat down`: stop a running Khidmat from elsewhere."""

import argparse
import os
import signal
import time
from pathlib import Path

from khidmat.launch.checkout import here
from khidmat.launch.locks import Lock
from khidmat.launch.say import fail, line, step
from khidmat.launch.site import data_folder
from khidmat.launch.users import user_name

STOP_SECONDS = 120.0


def command(arguments: list[str]) -> int:
    """Ask the supervisor of a data directory to stop, and wait until it let go of the lock."""
    parser = argparse.ArgumentParser(prog="./khidmat down", description="Stop a running Khidmat.")
    parser.add_argument("--data", type=Path, help="the data directory (var/data in the checkout)")
    home = data_folder(parser.parse_args(arguments).data, here())
    lock = Lock(home)
    pid = lock.holder()
    if pid is None:
        line(f"Nothing runs on {home}")
        return 0
    try:
        os.kill(pid, signal.SIGTERM)
    except PermissionError:
        fail(
            f"Process {pid} belongs to {user_name(Path(f'/proc/{pid}').stat().st_uid)}. Stop it as that user"
        )
    with step(f"Stopping process {pid}"):
        until = time.monotonic() + STOP_SECONDS
        while lock.holder() == pid:
            if time.monotonic() > until:
                fail(f"Process {pid} did not stop in {STOP_SECONDS:.0f} s. Its logs: {home / 'log'}")
            time.sleep(0.05)
    return 0
