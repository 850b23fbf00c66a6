"""One PostgreSQL cluster in a data directory: made, started as our own child, asked, stopped.

Roles: `khidmat_boot` (superuser, only here), `khidmat_owner` (owns database and schema), `khidmat_app`
(serves requests, owns nothing). All sign in by scram over the Unix socket; there is no TCP.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from khidmat.launch import files, processes
from khidmat.launch.credentials import APP, BOOT, OWNER, Secrets
from khidmat.launch.interrupts import ended
from khidmat.launch.say import fail
from khidmat.launch.users import Account, folder, is_root
from khidmat.launch.wheel import binaries

DATABASE = "khidmat"
EXTENSIONS = ("pg_trgm", "ltree", "btree_gist", "btree_gin", "intarray", "fuzzystrmatch", "citext")
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432")
START_SECONDS = 60.0
READY, RECOVERING = 0, 1  # what pg_isready answers
# The order of a builtin locale never changes under a system upgrade; the apps sort Urdu by their own key.
INITDB: tuple[str, ...] = (
    "-E",
    "UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
    "--locale=C",
)
INITDB += ("--data-checksums", "--auth-local=scram-sha-256", "--auth-host=scram-sha-256")

# log_min_messages=log leaves out ERROR: the text of a refused value would carry names and numbers of persons.
SETTINGS = """\
# Written by ./khidmat at every start. Your own settings go to local.conf beside this file.
listen_addresses = ''
max_connections = 100
shared_buffers = {buffers}MB
effective_cache_size = {cache}MB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
max_wal_size = 2GB
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = none
include = 'local.conf'
"""
RULES = """\
# Written by ./khidmat. Nobody is trusted: every role signs in with its password.
local   all           all             scram-sha-256
local   replication   khidmat_boot    scram-sha-256
"""


@dataclass(frozen=True)
class Cluster:
    """A cluster in `home/pg18`; `account` runs it, `group` may use its socket, tests may create databases."""

    home: Path
    secrets: Secrets
    account: Account | None
    group: int | None
    for_tests: bool = False

    @property
    def pgdata(self) -> Path:
        """The cluster itself; the major version is in its name, so that an upgrade stands beside it."""
        return self.home / "pg18"

    @property
    def socket(self) -> Path:
        """The socket's folder: in the data directory, or a short one when the path is too long or odd."""
        own = self.home / "run"
        if len(os.fsencode(own)) <= SOCKET_LIMIT and not set(str(own)) & set(',"'):
            return own
        mark = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:10]
        base = Path("/run") if is_root() and Path("/run").is_dir() else Path(tempfile.gettempdir())
        return base / f"khidmat-{os.geteuid()}-{mark}"

    def url(self, role: str, passfile: Path, database: str = DATABASE) -> str:
        """Return a libpq URL that holds no password, only the path of the password file."""
        where = f"host={quote(str(self.socket))}&passfile={quote(str(passfile))}"
        return f"postgresql://{role}@/{database}?{where}"

    def initialise(self) -> None:
        """Make the cluster when it is absent; a cut-off attempt leaves only a `.part` folder."""
        if (self.pgdata / "PG_VERSION").exists():
            return
        part = self.home / "pg18.part"
        shutil.rmtree(part, ignore_errors=True)
        folder(part, self.account, 0o700)
        self._initdb(part)
        self._configure(part)
        part.rename(self.pgdata)

    def _initdb(self, part: Path) -> None:
        with tempfile.NamedTemporaryFile("w", prefix="khidmat-") as word:
            word.write(self.secrets.password(BOOT))
            word.flush()
            if self.account:
                os.chown(word.name, self.account.uid, self.account.gid)
            done = self.run("initdb", "-D", str(part), "-U", BOOT, f"--pwfile={word.name}", *INITDB)
        if done.returncode:
            fail(f"PostgreSQL could not be initialised in {part}: {done.stderr.strip()}")

    def _configure(self, place: Path) -> None:
        """Write our settings and sign-in rules whole: what the database's user left there is never read."""
        files.write(place / "postgresql.conf", _settings(), account=self.account)
        files.write(place / "pg_hba.conf", RULES, account=self.account)
        if not (place / "local.conf").exists():
            files.write(
                place / "local.conf", "# Settings of this machine; read last.\n", account=self.account
            )

    def run(self, tool: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """One of PostgreSQL's programs, as the user that owns the cluster."""
        return subprocess.run(
            [str(binaries() / tool), *arguments],
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
        )

    def start(self, log: Path) -> subprocess.Popen[bytes]:
        """Start the server as our child; follow with `wait_ready`."""
        self._configure(self.pgdata)
        if self.socket.is_symlink():
            fail(f"{self.socket} is a link somebody laid there. Mend: rm '{self.socket}'")
        folder(self.socket, self.account, 0o750 if self.group else 0o700, self.group)
        settle_pid_file(self.pgdata, self.account)
        return processes.spawn(
            [str(binaries() / "postgres"), "-D", str(self.pgdata), "-k", str(self.socket)],
            environment={"PATH": os.defpath, "LANG": "C", "TZ": "UTC"},
            account=self.account,
            log=log,
            farewell=signal.SIGINT,
        )

    def ready(self) -> bool:
        """Ask the server itself; pid files and process lists lie."""
        return self._ask() == READY

    def _ask(self) -> int:
        return self.run("pg_isready", "-q", "-t", "1", "-h", str(self.socket)).returncode

    def wait_ready(self, child: subprocess.Popen[bytes], log: Path) -> None:
        """Wait for an answer. A server that ended or stays silent has failed; one that recovers has time."""
        until = time.monotonic() + START_SECONDS
        while (answer := self._ask()) != READY:
            if answer == RECOVERING:
                until = time.monotonic() + START_SECONDS
            if ended(child) or time.monotonic() > until:
                fail(f"PostgreSQL did not start. The end of {log}:\n{processes.tail(log)}")
            time.sleep(0.05)

    def sql(self, text: str, database: str = "postgres") -> str:
        """Run statements as the superuser; the text goes by standard input, so no password shows in `ps`."""
        done = subprocess.run(
            [
                str(binaries() / "psql"),
                "-XqAt",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                self.url(BOOT, self.secrets.passfile(BOOT), database),
            ],
            input=text,
            capture_output=True,
            text=True,
            cwd="/",
        )
        if done.returncode:
            fail(f"The database refused a set-up statement: {done.stderr.strip()}")
        return done.stdout.strip()

    def bootstrap(self) -> None:
        """Roles, database and extensions; safe to repeat, and repeated whenever this file's list changes."""
        text = self._roles() + self._extensions()
        stamp = self.home / "stamps" / "bootstrap"
        mark = hashlib.sha256(text.encode()).hexdigest()
        if files.read(stamp) == mark:
            return
        self.sql(self._roles())
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):
            self.sql(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        self.sql(
            f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;\n"
            f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP}"
        )
        for database in (DATABASE, "template1") if self.for_tests else (DATABASE,):
            self.sql(self._extensions(), database)
        files.write(stamp, mark)

    def _roles(self) -> str:
        words = {
            OWNER: (self.secrets.password(OWNER), "CREATEDB" if self.for_tests else "NOCREATEDB"),
            APP: (self.secrets.password(APP), "NOCREATEDB"),
        }
        return "".join(
            f"DO $$ BEGIN CREATE ROLE {role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n"
            f"ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS {databases} PASSWORD '{word}';\n"
            for role, (word, databases) in words.items()
        )

    def _extensions(self) -> str:
        return "".join(f"CREATE EXTENSION IF NOT EXISTS {name};\n" for name in EXTENSIONS)


def _settings() -> str:
    """Give the server an eighth of the memory, 128 MB to 1 GB: a station's computer does other work too."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return SETTINGS.format(buffers=max(128, min(1024, whole // 8)), cache=max(256, whole // 2))


def settle_pid_file(pgdata: Path, account: Account | None) -> None:
    """Stop a server left over from a killed supervisor, and defuse a pid file that names a stranger.

    After a reboot the number in `postmaster.pid` may belong to any process, and PostgreSQL then refuses to
    start. The file is not deleted, because its last line is what keeps a new server from running beside
    orphaned back ends: the number is replaced by ours, which PostgreSQL, being our child, knows to be stale.
    """
    path = pgdata / "postmaster.pid"
    lines = files.read(path).splitlines(keepends=True)
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return
    pid = abs(int(lines[0]))
    if processes.works_in(pid, pgdata):
        processes.end(pid, signal.SIGINT, seconds=60)
        return
    if processes.alive(pid):
        files.write(path, f"{os.getpid()}\n" + "".join(lines[1:]), account=account)
