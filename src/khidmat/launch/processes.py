"""Children: begun in their own session as their own user, followed, and ended with nothing left behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from khidmat.launch.users import Account

PR_SET_PDEATHSIG = 1
LOG_BYTES = 20_000_000


def spawn(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    account: Account | None,
    log: Path,
    piped: bool = False,
    farewell: signal.Signals = signal.SIGTERM,
    umask: int = 0o027,
    cwd: Path = Path("/"),
) -> subprocess.Popen[bytes]:
    """Start a child that gets `farewell` when we die. Output goes to `log`; `piped` gives us its stdout.

    Its own session keeps the terminal's Ctrl-C from reaching it: we stop the children, in order.
    """
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o640)
    try:
        return subprocess.Popen(
            command,
            env=dict(environment),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if piped else handle,
            stderr=handle,
            start_new_session=True,
            umask=umask,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=account.groups if account else None,
            preexec_fn=_DieWithUs(farewell),
        )
    finally:
        os.close(handle)


def attend(
    command: Sequence[str], environment: Mapping[str, str], *, cwd: Path | None = None, umask: int = -1
) -> int:
    """Run a program on the caller's terminal and return its code.

    Ctrl-C reaches it too, and it is given the time it takes to clean up.
    """
    child = subprocess.Popen(
        command, env=dict(environment), cwd=cwd, umask=umask, preexec_fn=_DieWithUs(signal.SIGTERM)
    )
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


class _DieWithUs:
    """Runs in the child after it changed user (changing user would forget the request) and before exec."""

    def __init__(self, farewell: signal.Signals) -> None:
        self.farewell = int(farewell)
        self.parent = os.getpid()
        self.prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def __call__(self) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if self.prctl:
            self.prctl(PR_SET_PDEATHSIG, self.farewell, 0, 0, 0)
            if os.getppid() != self.parent:
                os._exit(1)


def alive(pid: int) -> bool:
    """Say whether a process of this number lives; a zombie does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def _state(pid: int) -> str:
    """Return the state letter of a process: Z for a dead one nobody has asked after."""
    try:
        return (
            Path(f"/proc/{pid}/stat")
            .read_text(encoding="ascii", errors="replace")
            .rpartition(")")[2]
            .strip()[:1]
        )
    except OSError:
        pass
    if Path("/proc/self").exists():
        return "Z"
    return _shown(pid, "stat")[:1]


def _shown(pid: int, column: str) -> str:
    """Ask `ps`, where there is no /proc (macOS)."""
    command = ["ps", "-o", f"{column}=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def works_in(pid: int, folder: Path) -> bool:
    """Say whether the live process `pid` works in `folder`, as PostgreSQL does in its data directory."""
    if not Path("/proc/self").exists():
        return f"-D {folder}" in _shown(pid, "command")
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return False


def end(pid: int, how: signal.Signals, *, seconds: float) -> bool:
    """Ask a process that is not our child to end, and wait for it; True when it is gone."""
    until = time.monotonic() + seconds
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return True
    while alive(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def stop(child: subprocess.Popen[bytes], how: signal.Signals, *, seconds: float) -> None:
    """End a child and everything in its session: first asked, after `seconds` killed."""
    if child.poll() is None:
        child.send_signal(how)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
    sweep(child.pid)
    child.wait()


def sweep(session: int) -> None:
    """Kill what an ended child left in its session, so that it does not hold the port or the queue."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(session, signal.SIGKILL)


def tail(log: Path, lines: int = 25) -> str:
    """Return the last lines of a log."""
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError as fault:
        return str(fault)


def turn(log: Path) -> None:
    """Keep one older copy of a log that grew over 20 MB; writers append, so emptying it is safe."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        old = log.with_name(log.name + ".1")
        old.write_bytes(log.read_bytes())
        os.truncate(log, 0)
