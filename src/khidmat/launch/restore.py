"""`./khidmat restore DIR --data NEW`: a new data directory from a backup, checked by starting it."""

import argparse
import json
import os
import subprocess
from pathlib import Path

from khidmat.launch import backup, files, parts, running
from khidmat.launch.backup import ABOUT, DATABASE, FILES, KEYS
from khidmat.launch.checkout import here
from khidmat.launch.cluster import DATABASE as DATABASE_NAME
from khidmat.launch.credentials import BOOT
from khidmat.launch.data import UNFINISHED, Data
from khidmat.launch.interrupts import Interrupted, interruptible
from khidmat.launch.locks import Lock
from khidmat.launch.say import fail, line, step
from khidmat.launch.site import Site, data_folder
from khidmat.launch.supervise import Supervisor
from khidmat.launch.users import Account, accounts, give, is_root
from khidmat.launch.wheel import binaries


def command(arguments: list[str]) -> int:
    """Prove the backup, copy it into a new data directory, start that and check ledger and tables."""
    parser = argparse.ArgumentParser(prog="./khidmat restore", description="Restore a backup and check it.")
    parser.add_argument("folder", type=Path, help="what ./khidmat backup wrote")
    parser.add_argument("--data", type=Path, help="the new data directory (var/data in the checkout)")
    parser.add_argument("--keys", type=Path, help="where the keys are, when not in the backup's folder")
    given = parser.parse_args(arguments)
    source: Path = given.folder.absolute()
    keys: Path = (given.keys or source / KEYS).absolute()
    checkout = here()
    data = Data(data_folder(given.data, checkout), accounts())
    if data.home.exists() and any(data.home.iterdir()):
        fail(f"{data.home} is not empty. A restore never overwrites: choose a new folder with --data")
    about = prove(source, keys)
    data.settle()
    lock = Lock(data.home)
    if not lock.take():
        fail(f"{data.home} is in use by process {lock.holder()}")
    try:
        with interruptible():
            rebuild(data, source, keys, about)
            check(Site(checkout, data, files.read(data.stamp("mode")) or "production"))
    except Interrupted as why:
        fail(f"Restore stopped by {why}; {data.home} is unfinished. Remove it and begin again")
    finally:
        lock.release()
    line(f"✓ Restored and checked. Start it: ./khidmat up --data '{data.home}'")
    return 0


def prove(source: Path, keys: Path) -> dict[str, str]:
    """Refuse a cut-off or damaged backup before anything is written; return its stamps."""
    try:
        about = json.loads(files.read(source / ABOUT))
    except ValueError:
        fail(f"{source} is not a finished backup: {ABOUT} is missing or damaged")
    with step("Proving the backup") as shown:
        backup.verify(source / DATABASE)
        parts.prove(source / FILES, shown)
        parts.prove(keys, shown)
    return dict(about["stamps"])


def rebuild(data: Data, source: Path, keys: Path, stamps: dict[str, str]) -> None:
    """Copy the three parts into place, each to its user; a mark keeps `up` off until all is checked."""
    with step("Copying"):
        (data.home / UNFINISHED).touch(mode=0o600)
        parts.copy_back(keys / "secrets", data.home / "secrets")
        data.make()
        for name in ("keys", "public"):
            parts.copy_back(keys / name, data.home / name)
        parts.copy_back(source / FILES / "files", data.home / "files")
        parts.copy_back(source / DATABASE, data.cluster.pgdata)
        own(data.cluster.pgdata, data.who.db, 0o700, 0o600)
        own(data.home / "keys", data.who.work, 0o700, 0o600)
        own(data.home / "public", data.who.work, 0o755, 0o644)
        own(data.home / "files", data.who.web, 0o2770, 0o660, data.who.group)
    for name, text in stamps.items():
        if text:
            files.write(data.stamp(name), text)


def own(root: Path, account: Account | None, folders: int, mode: int, group: int | None = None) -> None:
    """Give everything under `root` to one user."""
    for place, _, names in os.walk(root):
        give(Path(place), account, folders, group if is_root() else None)
        for name in names:
            give(Path(place, name), account, mode, group if is_root() else None)


def check(site: Site) -> None:
    """Start the copy, check tables against indexes and the ledger from its first event, and stop."""
    data, supervisor = site.data, Supervisor()
    try:
        with step("Starting the copy"):
            running.start(data, supervisor)
        with step("Checking every table and index"):
            amcheck(data)
        site.follow("Verifying the ledger", "owner", "khidmat.config.manage", "audit_verify")
    finally:
        supervisor.stop()
    (data.home / UNFINISHED).unlink()


def amcheck(data: Data) -> None:
    """Run `pg_amcheck` with its extension for the time of the check."""
    command = [str(binaries() / "pg_amcheck"), "--install-missing", "--heapallindexed", DATABASE_NAME]
    environment = {
        "PATH": os.defpath,
        "PGHOST": str(data.cluster.socket),
        "PGUSER": BOOT,
        "PGPASSFILE": str(data.secrets.passfile(BOOT)),
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"The restored tables are damaged:\n{(done.stdout + done.stderr).strip()}")
    data.cluster.sql("DROP EXTENSION IF EXISTS amcheck", DATABASE_NAME)
