"""Passwords and keys made on first run, each in a file of mode 0600 that belongs to its one reader.

The web process and the worker are two users, so a secret both need is written twice, into a folder for each.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from khidmat.launch import files
from khidmat.launch.users import Account, Accounts, folder

BOOT, OWNER, APP = "khidmat_boot", "khidmat_owner", "khidmat_app"
SHARED = ("django_key",)


@dataclass(frozen=True)
class Secrets:
    """The secrets of one data directory."""

    home: Path

    def reader(self, name: str) -> Path:
        """Return the folder of `web` or `work`."""
        return self.home / name

    def passfile(self, role: str) -> Path:
        """Return a role's libpq password file; the serving role's is the web process's copy."""
        return self.reader("web") / "pgpass" if role == APP else self.home / f"{role}.pgpass"

    def password(self, role: str) -> str:
        """Return a role's password."""
        return files.read(self.passfile(role)).strip().rpartition(":")[2]

    def ensure(self, who: Accounts) -> None:
        """Make what is missing, keep what is there, and set owner and mode of all of it again."""
        folder(self.home, None, 0o711)
        for role in (BOOT, OWNER):
            path = self.passfile(role)
            files.write(path, files.read(path) or _pgpass(role))
        for name in SHARED:
            self._for_both(name, secrets.token_urlsafe(64) + "\n", who)
        self._for_both("pgpass", _pgpass(APP), who)

    def _for_both(self, name: str, new: str, who: Accounts) -> None:
        """Keep the folders root's: a reader who could write there could lay a link for root to follow."""
        both = (("web", who.web), ("work", who.work))
        places = [(_reading_room(self.reader(each), account), account) for each, account in both]
        text = next((known for place, _ in places if (known := files.read(place / name))), new)
        for place, account in places:
            files.write(place / name, text, account=account)


def _reading_room(path: Path, account: Account | None) -> Path:
    return folder(path, None, 0o750, account.gid) if account else folder(path, None, 0o700)


def _pgpass(role: str) -> str:
    return f"*:*:*:{role}:{secrets.token_urlsafe(32)}\n"
