"""`./khidmat backup DIR`: database, files and keys in three parts, each with its SHA-256 manifest.

The database first, then the files: files are only ever added, so every file the database names is in the part
that was copied later. Keys last, in a folder of their own, because they belong in another safe.
"""

import argparse
import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from khidmat.launch import files, parts, running
from khidmat.launch.credentials import BOOT
from khidmat.launch.data import Data, external
from khidmat.launch.manage import site
from khidmat.launch.say import fail, line, step
from khidmat.launch.wheel import binaries

ABOUT = "backup.json"
KEPT_STAMPS = ("mode", "demo", "demo-rest")
DATABASE, FILES, KEYS = "database", "files", "keys"


def command(arguments: list[str]) -> int:
    """Write a backup; `backup.json` is written last and says that it is whole."""
    parser = argparse.ArgumentParser(prog="./khidmat backup", description="Back up database, files and keys.")
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--keys", type=Path, help="where the keys go instead: another disk, another safe")
    given = parser.parse_args(arguments)
    target: Path = given.folder.absolute()
    keys: Path = (given.keys or target / KEYS).absolute()
    if external():
        fail(
            "The database is outside: back it up with its own tools (pg_basebackup), and copy files and keys"
        )
    data = site().data
    if not data.cluster.pgdata.is_dir():
        fail(
            f"There is no database in {data.home} to back up. Elsewhere: KHIDMAT_DATA=DIR ./khidmat backup …"
        )
    _refuse_full(target, keys)
    with running.database(data):
        write(data, target, keys)
    line(f"✓ Backup in {target}; keys in {keys}. Prove it: ./khidmat restore '{target}' --data NEW-FOLDER")
    return 0


def _refuse_full(*places: Path) -> None:
    for place in places:
        if place.exists() and any(place.iterdir()):
            fail(f"{place} is not empty. A backup never overwrites: choose a new folder")


def write(data: Data, target: Path, keys: Path) -> None:
    """Write the three parts and the note about them."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.chmod(0o700)
    began = datetime.now(UTC)
    base_backup(data, target / DATABASE)
    home = data.home
    with step("Files") as shown:
        count = parts.copy_out({"files": home / "files"}, target / FILES, shown)
    with step("Keys") as shown:
        sources = {name: home / name for name in ("keys", "public", "secrets")}
        parts.copy_out(sources, keys, shown)
    about = {
        "made": began.isoformat(timespec="seconds"),
        "files": count,
        "stamps": {name: files.read(data.stamp(name)) for name in KEPT_STAMPS},
    }
    files.write(target / ABOUT, json.dumps(about, indent=1) + "\n")


def base_backup(data: Data, target: Path) -> None:
    """Copy the running cluster with the write-ahead log it needs, and prove the copy against its manifest."""
    url = data.cluster.url(BOOT, data.secrets.passfile(BOOT), "postgres")
    command = [str(binaries() / "pg_basebackup"), "-d", url, "-D", str(target), "--progress"]
    command += ["--checkpoint=fast", "--wal-method=stream", "--manifest-checksums=SHA256"]
    last = ""
    with step("Database") as shown:
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, bufsize=1) as tool:
            for row in tool.stderr or ():  # text mode turns the progress line's carriage returns into lines
                last = row.strip() or last
                if part := re.search(r"\((\d+)%\)", row):
                    shown.note(f"{part[1]} %")
        if tool.returncode:
            fail(f"The database could not be copied: {last}")
        shown.note("proving")
        verify(target)


def verify(copy: Path) -> None:
    """Run `pg_verifybackup`: every file against its SHA-256, and the log readable."""
    command = [str(binaries() / "pg_verifybackup"), "--exit-on-error", "--quiet", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"The copy of the database in {copy} is damaged: {(done.stderr or done.stdout).strip()}")
