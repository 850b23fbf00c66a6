"""Who can read what: three system users when root started it, one user and an honest word when not."""

import errno
import os
import stat
from pathlib import Path

import pytest

from khidmat.launch.credentials import APP, BOOT, OWNER
from khidmat.launch.tests.house import House
from khidmat.launch.users import Account

pytestmark = pytest.mark.slow
AS_ROOT = os.geteuid() == 0


def fault_when_read(path: Path, account: Account | None) -> int:
    """The errno a process of that user gets; 0 when it may read."""
    child = os.fork()
    if child == 0:
        code = 0
        try:
            if account:
                os.setgroups(account.groups)
                os.setgid(account.gid)
                os.setuid(account.uid)
            path.open("rb").read(1)
        except OSError as fault:
            code = fault.errno or 255
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_only_the_worker_can_read_the_signing_keys(running: House) -> None:
    who = running.data.who
    keys = [path for path in (running.home / "keys").iterdir() if path.suffix == ".key"]
    assert keys
    refused = errno.EACCES if AS_ROOT else 0
    assert {fault_when_read(path, who.web) for path in keys} == {refused}
    assert {fault_when_read(path, who.db) for path in keys} == {refused}
    assert {fault_when_read(path, who.work) for path in keys} == {0}


def test_a_start_without_the_wall_says_so(running: House) -> None:
    assert any("wall around the signing key is absent" in row for row in running.said) != AS_ROOT


def test_each_program_runs_as_its_own_user(running: House) -> None:
    who = running.data.who
    wanted = {"postgres": who.db, "granian": who.web, "manage worker": who.work}
    for word, account in wanted.items():
        (pid,) = running.children(word)
        assert Path(f"/proc/{pid}").stat().st_uid == (account.uid if account else os.geteuid())


def test_neither_web_nor_worker_is_told_the_owners_url(running: House) -> None:
    for word in ("granian", "manage worker"):
        (pid,) = running.children(word)
        environment = Path(f"/proc/{pid}/environ").read_text(encoding="utf-8")
        assert "DATABASE_URL=postgresql://khidmat_app@" in environment
        assert "DATABASE_OWNER_URL" not in environment


def test_every_secret_is_a_file_of_its_reader_alone(running: House) -> None:
    who, kept = running.data.who, running.data.secrets
    secrets = [path for path in kept.home.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets} == {0o600}
    refused = errno.EACCES if AS_ROOT else 0
    assert fault_when_read(kept.reader("web") / "django_key", who.web) == 0
    assert fault_when_read(kept.reader("work") / "django_key", who.web) == refused
    assert {fault_when_read(kept.passfile(role), who.web) for role in (BOOT, OWNER)} == {refused}


def test_a_file_of_the_web_process_is_read_by_the_worker_and_by_no_other(running: House) -> None:
    who = running.data.who
    upload = running.home / "files" / "upload"
    upload.write_bytes(b"x")
    upload.chmod(0o660)
    assert fault_when_read(upload, who.work) == 0
    assert fault_when_read(upload, who.db) == (errno.EACCES if AS_ROOT else 0)
    upload.unlink()


def test_the_serving_role_owns_nothing_and_nobody_enters_without_a_password(running: House) -> None:
    cluster = running.cluster
    owned = (
        f"SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid WHERE r.rolname = '{APP}'"
    )
    assert cluster.sql(f"{owned} AND d.deptype = 'o'", "khidmat") == "0"
    powers = "rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication"
    assert cluster.sql(f"SELECT rolname FROM pg_roles WHERE rolname LIKE 'khidmat%' AND ({powers})") == BOOT
    for role in (APP, OWNER, BOOT):
        nothing = f"postgresql://{role}@/khidmat?host={cluster.socket}&passfile=/dev/null"
        tried = cluster.run("psql", "-Xw", "-c", "SELECT 1", "-d", nothing)
        assert "no password supplied" in tried.stderr


def test_the_settings_that_keep_data_are_on(running: House) -> None:
    names = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
    assert [running.cluster.sql(f"SHOW {name}") for name in names] == ["on"] * 4
