"""The system users of a start as root, and whether each can reach what it must run.

Three users, so that a fault in the web process finds neither the database's files nor the signing key:
`khidmatdb` runs PostgreSQL, `khidmatweb` serves pages, `khidmatwork` signs. As an ordinary user there is
one user and no such wall.
"""

import grp
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from khidmat.launch.say import fail

GROUP = "khidmat"
NOBODY = 65534


@dataclass(frozen=True)
class Account:
    """A system user a child is dropped to; `extra` are its additional group ids."""

    name: str
    uid: int
    gid: int
    extra: tuple[int, ...] = ()

    @property
    def groups(self) -> list[int]:
        """Its additional group ids."""
        return list(self.extra)


@dataclass(frozen=True)
class Accounts:
    """Who runs what; every field is None when the caller is not root."""

    db: Account | None
    web: Account | None
    work: Account | None
    group: int | None


NO_WALL = Accounts(None, None, None, None)


def is_root() -> bool:
    """Say whether we may change users."""
    return os.geteuid() == 0


def accounts() -> Accounts:
    """Return the three system users, made when absent; none for an ordinary user."""
    if not is_root():
        return NO_WALL
    group = _group(GROUP)
    return Accounts(
        db=_account("khidmatdb"),
        web=_account("khidmatweb", group),
        work=_account("khidmatwork", group),
        group=group,
    )


def _group(name: str) -> int:
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        _run("groupadd", "--system", name)
        return grp.getgrnam(name).gr_gid


def _account(name: str, *extra: int) -> Account:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        nowhere = ("--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin")
        _run("useradd", "--system", "--user-group", *nowhere, name)
        found = pwd.getpwnam(name)
    return Account(name, found.pw_uid, found.pw_gid, extra)


def _run(tool: str, *arguments: str) -> None:
    path = shutil.which(tool, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None:
        fail(f"{tool} is missing. Mend: apt-get install -y passwd")
    done = subprocess.run([path, *arguments], capture_output=True, text=True)
    if done.returncode:
        fail(f"{tool} {arguments[-1]} failed: {done.stderr.strip()}")


def give(path: Path, account: Account | None, mode: int, group: int | None = None) -> None:
    """Make `path` belong to `account` (root or the caller when None) with exactly `mode`."""
    if is_root():
        uid = account.uid if account else 0
        own = account.gid if account else 0
        os.chown(path, uid, own if group is None else group)
    path.chmod(mode)


def folder(path: Path, account: Account | None, mode: int, group: int | None = None) -> Path:
    """`path` as a folder that belongs to `account` with exactly `mode`; parents are never changed."""
    path.mkdir(parents=True, exist_ok=True)
    give(path, account, mode, group)
    return path


def reachable(path: Path, uid: int = NOBODY) -> bool:
    """Say, from the mode bits, whether a user outside our groups can walk to `path` and read it."""
    target = path.resolve()
    for each in (target, *target.parents):
        state = each.stat()
        needed = 0o1 if each != target else (0o5 if each.is_dir() else 0o4)
        mine = state.st_uid == uid and state.st_mode >> 6 & needed == needed
        if not mine and state.st_mode & needed != needed:
            return False
    return True


def closed_parent(path: Path) -> Path | None:
    """Return the first existing folder on the way to `path` that strangers may not enter."""
    target = path.absolute()
    for each in (*reversed(target.parents), target):
        if each.is_dir() and not each.stat().st_mode & 0o001:
            return each
    return None


def user_name(uid: int) -> str:
    """Return the name of a user, or his number when he has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
