"""Installing a lock into an environment: every hash checked, nothing resolved, nothing built.

pip reads the whole list of every package's files, a quarter of a first start; uv does the same work in a tenth of
the time. So pip brings uv, which is used where it would take the packages from the same places under the same
settings, and thrown away. Whatever stands against that (a setting it does not know, a platform without it, a
failure) leaves the work to pip.
"""

import ast
import os
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

from khidmat.launch import files
from khidmat.launch.say import Step, fail

FETCHERS = 4
AGAIN = "Nothing is taken for finished; run it again."
CHECKED = ("--require-hashes", "--no-deps", "--only-binary=:all:")
#: pip's settings, the variables by which uv is told the same, and what stands between several values there. No
#: option: an index's address may hold a password, and command lines are public.
VARIABLES = {
    "index-url": ("UV_DEFAULT_INDEX",),
    "extra-index-url": ("UV_INDEX",),
    "find-links": ("UV_FIND_LINKS",),
    "trusted-host": ("UV_INSECURE_HOST",),
    "constraint": ("UV_CONSTRAINT",),
    "cert": ("SSL_CERT_FILE",),
    "proxy": ("HTTP_PROXY", "HTTPS_PROXY"),
    "timeout": ("UV_HTTP_TIMEOUT",),
    "default-timeout": ("UV_HTTP_TIMEOUT",),
}
BETWEEN = {"find-links": ","}
#: Settings that change nothing about what is installed here.
WITHOUT_EFFECT = {"no-input", "disable-pip-version-check", "root-user-action", "progress-bar", "retries"}
WITHOUT_EFFECT |= {"cache-dir", "no-cache-dir", "quiet", "verbose", "no-color", "compile", "prefer-binary"}
WITHOUT_EFFECT |= {"require-virtualenv", "break-system-packages"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
SETTING = re.compile(r"(:env:|[a-z]+)\.([a-z-]+)=(.+)")
#: Half of what is installed is never imported by what runs; the rest of it is compiled by who imports it.
RARELY = "/(pip|setuptools|pkg_resources|pygments/lexers|fontTools|django/contrib/gis|django/conf/locale)/"
#: Sections in the order in which one overrides the other.
SECTIONS = ("global", "install", ":env:")


def install(python: Path, lock: Path, shown: Step, *extra: str) -> None:
    """Install a lock; `extra` are pip's and uv's own options, `--target` among them."""
    # Beside the packages, on the same disk: what is unpacked is linked into place, not copied.
    with tempfile.TemporaryDirectory(prefix=".wheels-", dir=python.parent.parent) as place:
        if not _by_uv(python, lock, Path(place), shown, *extra):
            _by_pip(python, lock, Path(place), shown, *extra)
    if not extra:
        shown.note("compiling")
        compiling = [str(python), "-m", "compileall", "-q", "-j", "0", "-x", RARELY, *_packages(python)]
        quiet(compiling, AGAIN, may_fail=True)


def _packages(python: Path) -> list[str]:
    return sorted(map(str, python.parent.parent.glob("lib/python3*/site-packages")))


def pins(lock: Path) -> set[str]:
    """Return the packages of a lock with their versions."""
    return {row.split()[0] for row in files.read(lock).splitlines() if row[:1].isalnum()}


def translated(listed: str) -> dict[str, str] | None:
    """Turn what `pip config list` prints into uv's variables; None when something has no translation."""
    rows = [found.groups() for row in listed.splitlines() if (found := SETTING.fullmatch(row))]
    if len(rows) != len(listed.splitlines()):
        return None
    chosen: dict[str, str] = {}
    for section in SECTIONS:
        chosen |= {name: str(ast.literal_eval(value)) for where, name, value in rows if where == section}
    if chosen.keys() - VARIABLES.keys() - WITHOUT_EFFECT:
        return None
    told = {}
    for name, value in chosen.items():
        for variable in VARIABLES.get(name, ()):
            told[variable] = BETWEEN.get(name, " ").join(value.split())
    return told


def concerned(constraints: str, lock: Path) -> bool:
    """Say whether constraint files speak of a package of the lock, or cannot be read: uv wants hashes in them."""
    names = {_plain(pin.partition("==")[0]) for pin in pins(lock)}
    for place in constraints.split():
        try:
            rows = Path(place).read_text(encoding="utf-8").splitlines()
        except OSError:
            return True
        said = [row.strip() for row in rows if row.strip() and not row.strip().startswith("#")]
        if any(not (found := NAME.match(row)) or _plain(found[0]) in names for row in said):
            return True
    return False


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _by_uv(python: Path, lock: Path, place: Path, shown: Step, *extra: str) -> bool:
    """Try the quick way; False says that nothing is promised and pip has to do it."""
    listed = subprocess.run([*_pip(python), "config", "list"], capture_output=True, text=True, check=False)
    settings = translated(listed.stdout) if listed.returncode == 0 else None
    if settings is None or concerned(settings.pop("UV_CONSTRAINT", ""), lock):
        return False
    shown.note("fetching the installer")
    tool = _uv(python, lock.with_name("uv.txt"), place)
    if tool is None:
        return False
    shown.note(f"fetching and unpacking {len(pins(lock))}")
    command = [str(tool), "pip", "install", "--no-config", "--cache-dir", str(place / "cache"), *CHECKED]
    command += ["--index-strategy", "unsafe-best-match", "--python", str(python), *extra, "-r", str(lock)]
    try:
        done = subprocess.run(command, env=_variables(settings), capture_output=True, check=False)
    except OSError:  # a disk that runs no programs, a system the wheel was not made for
        return False
    return done.returncode == 0


def _variables(settings: dict[str, str]) -> dict[str, str]:
    """Return the caller's variables without uv's own: pip's settings hold, and the certificates pip would read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    for name in ("CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"):
        if name in kept:
            kept["SSL_CERT_FILE"] = kept[name]
    return kept | settings


def _uv(python: Path, lock: Path, place: Path) -> Path | None:
    """Let pip bring the installer, its hash checked, and unpack its one program."""
    command = [*_pip(python), "download", *CHECKED, "-d", str(place), "-r", str(lock)]
    subprocess.run(command, capture_output=True, check=False)
    for wheel in place.glob("uv-*.whl"):
        with zipfile.ZipFile(wheel) as held:
            names = [name for name in held.namelist() if name.endswith("/scripts/uv")]
            for name in names:
                with held.open(name) as packed, (place / "uv").open("wb") as tool:
                    shutil.copyfileobj(packed, tool)
                (place / "uv").chmod(0o755)
                return place / "uv"
    return None


def _by_pip(python: Path, lock: Path, place: Path, shown: Step, *extra: str) -> None:
    """Do it with pip alone, whatever was begun before.

    pip asks the registry for one package after the other; four of them side by side take half the time. One pip
    then unpacks what they fetched, checking every hash again.
    """
    total = len(pins(lock))
    fetchers = [_fetch(python, part, place) for part in _split(lock, place)]
    while any(fetcher.poll() is None for fetcher in fetchers):
        shown.note(f"fetching {_said(place).count('Collecting ')} of {total}")
        time.sleep(0.2)
    if any(fetcher.returncode for fetcher in fetchers):
        fail(f"pip could not fetch {lock}. {AGAIN}\n{_end(_said(place))}")
    shown.note("unpacking")
    wheels = ("--no-index", "--find-links", str(place / "wheels"), "--no-compile", "--force-reinstall")
    quiet([*_pip(python), "install", *wheels, *CHECKED, *extra, "-r", str(lock)], AGAIN)


def _pip(python: Path) -> list[str]:
    return [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input"]


def _split(lock: Path, place: Path) -> list[Path]:
    """Deal the lock's entries, each with its hashes, to as many files as there are fetchers."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", files.read(lock))
    parts = []
    for number in range(FETCHERS):
        part = place / f"part-{number}.txt"
        part.write_text("\n".join(entries[number::FETCHERS]) + "\n", encoding="utf-8")
        parts.append(part)
    return parts


def _fetch(python: Path, part: Path, place: Path) -> subprocess.Popen[bytes]:
    command = [*_pip(python), "download", *CHECKED, "-d", str(place / "wheels"), "-r", str(part)]
    with part.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log)


def _said(place: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in sorted(place.glob("*.log")))


def _end(words: str) -> str:
    """Leave out pip's warnings, which hide its error, and keep the last lines."""
    return "\n".join([row for row in words.splitlines() if not row.startswith("WARNING")][-15:])


def quiet(command: list[str], mend: str, *, may_fail: bool = False) -> None:
    """Run a command to its end; what it said is shown when it failed, unless nothing hangs on it."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not may_fail:
        fail(f"{' '.join(command)} failed:\n{_end(done.stdout + done.stderr)}\n{mend}")
