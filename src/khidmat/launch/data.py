"""A data directory: its folders with owner and mode, and the environment its processes get."""

import os
from dataclasses import dataclass
from pathlib import Path

from khidmat.launch.cluster import Cluster
from khidmat.launch.credentials import APP, OWNER, Secrets
from khidmat.launch.say import fail
from khidmat.launch.users import Accounts, closed_parent, folder, user_name

# What a child may inherit. The rest of the caller's environment (root's, perhaps) stays outside.
INHERITED: tuple[str, ...] = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "TERM",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "NO_PROXY",
)
INHERITED += ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "no_proxy", "PGSSLROOTCERT")


# Stands in a data directory from the beginning of a restore until it passed its checks.
UNFINISHED = "unfinished-restore"


@dataclass(frozen=True)
class Data:
    """A data directory and who may do what in it."""

    home: Path
    who: Accounts
    for_tests: bool = False

    @property
    def secrets(self) -> Secrets:
        """Passwords and keys, each with its one reader."""
        return Secrets(self.home / "secrets")

    @property
    def cluster(self) -> Cluster:
        """The PostgreSQL cluster in it."""
        return Cluster(self.home, self.secrets, self.who.db, self.who.group, self.for_tests)

    def log(self, name: str) -> Path:
        """Return the log file of a service."""
        return self.home / "log" / f"{name}.log"

    def stamp(self, name: str) -> Path:
        """Return the stamp of a finished step."""
        return self.home / "stamps" / name

    def settle(self) -> None:
        """Make the directory itself, or refuse one that is another's; nothing inside is touched."""
        self._refuse_foreign()
        if (self.home / UNFINISHED).exists():
            fail(f"{self.home} is a restore that was not finished. Remove it and restore again")
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self._refuse_closed()
            (self.home / "lock").touch(mode=0o644)
        except OSError as fault:
            fail(
                f"The data directory {self.home} cannot be used: {fault.strerror}. Choose another: --data DIR"
            )

    def make(self) -> None:
        """Create what is missing, owner and mode of each folder set again. Only for the lock's holder.

        Two first starts at once would otherwise each write passwords, and the cluster would know the other's.
        """
        try:
            self._folders()
        except OSError as fault:
            fail(f"{self.home} cannot be written: {fault.strerror}")

    def _folders(self) -> None:
        """Let the system users pass through the directory, not list it; each folder has its own wall."""
        folder(self.home, None, 0o711 if self.who.db else 0o700)
        folder(self.home / "log", None, 0o750)
        folder(self.home / "stamps", None, 0o700)
        folder(self.home / "keys", self.who.work, 0o700)
        folder(self.home / "public", self.who.work, 0o755)
        folder(self.home / "files", self.who.web, 0o2770, self.who.group)
        self.secrets.ensure(self.who)

    def _refuse_foreign(self) -> None:
        """Another user's data, or a folder with other things in it (`--data /srv`), is not touched."""
        if not self.home.is_dir():
            return
        ours = (self.home / "lock").exists()
        if not ours and any(self.home.iterdir()):
            fail(f"{self.home} holds other things. Choose a new or empty folder: --data DIR")
        owner = self.home.stat().st_uid
        if ours and owner != os.geteuid():
            name = user_name(owner)
            fail(f"{self.home} was made by {name}. Run the command as {name}, or choose another: --data DIR")

    def _refuse_closed(self) -> None:
        closed = closed_parent(self.home.parent) if self.who.db else None
        if closed:
            fail(
                f"The system users that run database and pages cannot enter {closed}, so not {self.home}.\n"
                f"Mend: choose an open place, --data /var/lib/khidmat/data, or open it yourself: "
                f"chmod o+x '{closed}'"
            )

    def environment(self, reader: str, mode: str, base_url: str = "http://localhost:8000") -> dict[str, str]:
        """Return what `web` or `work` gets: never the owner's URL, never the other's secrets."""
        mine = self.secrets.reader(reader)
        return {
            **inherited(),
            "KHIDMAT_BASE_URL": os.environ.get("KHIDMAT_BASE_URL", base_url),
            "KHIDMAT_DATA": str(self.home),
            "KHIDMAT_KEYS": str(self.home / "keys"),
            "KHIDMAT_MODE": mode,
            "KHIDMAT_PUBLIC": str(self.home / "public"),
            "KHIDMAT_SECRETS": str(mine),
            "DATABASE_URL": os.environ.get("DATABASE_URL") or self.cluster.url(APP, mine / "pgpass"),
            "PYTHONUNBUFFERED": "1",
        }

    def owner_environment(self, mode: str, base_url: str = "http://localhost:8000") -> dict[str, str]:
        """Return what migrations get: the same and the owner's URL."""
        url = os.environ.get("DATABASE_OWNER_URL") or self.cluster.url(OWNER, self.secrets.passfile(OWNER))
        return {**self.environment("web", mode, base_url), "DATABASE_OWNER_URL": url}


def inherited() -> dict[str, str]:
    """Return the caller's variables a child may see: our settings, language, certificates and proxies."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    ours = {name: value for name, value in os.environ.items() if name.startswith("KHIDMAT_")}
    return {"PATH": os.defpath, **kept, **ours}


def external() -> bool:
    """Say whether the caller brings a database of his own."""
    given = [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)]
    if len(given) == 1:
        fail(f"Only {given[0]} is set. An outside database needs both DATABASE_URL and DATABASE_OWNER_URL")
    return len(given) == 2
