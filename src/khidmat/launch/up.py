"""`./khidmat up`: set up what is missing, then keep database, worker and web running until a signal comes."""

import argparse
import http.client
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from khidmat.launch import assets, files, processes, running
from khidmat.launch.checkout import here
from khidmat.launch.data import Data, external
from khidmat.launch.interrupts import Interrupted, ended, interruptible
from khidmat.launch.locks import Lock
from khidmat.launch.say import Progress, fail, line, step
from khidmat.launch.site import LOOPBACK, Site, data_folder, everywhere
from khidmat.launch.supervise import Service, Supervisor
from khidmat.launch.users import Account, accounts, folder, is_root

WEB_SECONDS = 60.0
MANAGE = "khidmat.config.manage"
TABLES = "Tables and static files"
# Two processes for two cores. Four threads each, because an upload waits for its rewriting child.
SERVER = [
    "--interface",
    "wsgi",
    "--workers",
    "2",
    "--blocking-threads",
    "4",
    "--respawn-failed-workers",
    "--no-ws",
]
SERVER += ["--workers-kill-timeout", "5", "--log-level", "warning"]


def options(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="./khidmat up", description="Start Khidmat; Ctrl-C stops it.")
    parser.add_argument("--port", type=int, default=8000, help="the web server's port (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 opens it to phones in your network")
    parser.add_argument("--data", type=Path, help="the data directory (var/data in the checkout)")
    parser.add_argument("--no-demo", action="store_true", help="a real start: no demo data, no demo inbox")
    return parser.parse_args(arguments)


def command(arguments: list[str]) -> int:
    """Start, and stay until INT, TERM or `./khidmat down`."""
    given = options(arguments)
    checkout = here()
    data = Data(data_folder(given.data, checkout), accounts())
    site = Site(
        checkout, data, "production" if given.no_demo else "demo", given.port, given.host, names(given.host)
    )
    data.settle()
    lock, supervisor = Lock(data.home), Supervisor()
    if not lock.take():
        fail(f"Khidmat already runs on {data.home} (process {lock.holder()}). Stop it: {down_command(data)}")
    try:
        with interruptible():
            refuse_other_mode(site)
            data.make()
            free_port(site)
            start(site, supervisor)
    except Interrupted as why:
        line(f"\n· Stopping ({why})")
    finally:
        supervisor.stop()
        lock.release()
    line("✓ Stopped")
    return 0


def refuse_other_mode(site: Site) -> None:
    """Keep demo and real data apart for ever: neither is loaded into the other."""
    made = files.read(site.data.stamp("mode"))
    if made and made != site.mode:
        cure = "start it with --no-demo" if made == "production" else "give the real one its own: --data DIR"
        fail(f"{site.data.home} holds {made} data, and this would be a {site.mode} start. Mend: {cure}")


def start(site: Site, supervisor: Supervisor) -> None:
    """Do every step that its stamp does not call done, then watch."""
    prepare(site, supervisor)
    files.write(site.data.stamp("mode"), site.mode)
    if site.mode == "production":
        site.follow("Production check", "work", MANAGE, "check_production")
        serve(site, supervisor)
        welcome(site, [])
    else:
        welcome(site, serve_demo(site, supervisor))
        if not files.read(site.data.stamp("demo-rest")):
            load_rest(site, supervisor)
    supervisor.watch()


def prepare(site: Site, supervisor: Supervisor) -> None:
    """Fonts, database, tables, static files and keys; the fonts are made beside the tables."""
    checkout = site.checkout
    with assets.making(checkout) as made:
        if checkout.base != checkout.root:
            line(
                f"  {checkout.root} is closed to system users: packages, data and a copy run in {checkout.base}"
            )
            checkout.deploy(made.finish())
        if not external():
            with step("Database"):
                running.start(site.data, supervisor)
        if made.child is None:
            once(site, "prepare", f"{made.digest} {site.mode}", TABLES, "owner", MANAGE, "prepare")
        else:
            site.follow("Tables", "owner", MANAGE, "prepare", "--database-only", umask=0o022)
            made.finish()
            site.follow("Static files", "owner", MANAGE, "prepare", "--static-only", umask=0o022)
            files.write(site.data.stamp("prepare"), f"{made.digest} {site.mode}\n")
    if not any((site.data.home / "keys").glob("*.pem")):
        site.data.stamp("keys").unlink(missing_ok=True)
    once(site, "keys", made.digest, "Signing keys", "work", "khidmat.documents.keys")


def serve_demo(site: Site, supervisor: Supervisor) -> list[str]:
    """Start the programs and load what a visitor needs beside them; return the sign-ins."""
    said = files.read(site.data.stamp("demo")).splitlines()
    if said[:1] == ["loaded"]:
        serve(site, supervisor)
        return said[1:]
    title = "Demo: offices, cast, first applications"
    with site.errand(title, "web", MANAGE, "demo", "--first") as loading:
        serve(site, supervisor)
        signs = loading.result()
    files.write(site.data.stamp("demo"), "\n".join(["loaded", *signs]) + "\n")
    return signs


def once(site: Site, name: str, mark: str, title: str, reader: str, *arguments: str) -> list[str]:
    """Run a step unless its stamp bears `mark`; return what it printed, then or now."""
    stamp = site.data.stamp(name)
    said = files.read(stamp).splitlines()
    if said[:1] == [mark]:
        return said[1:]
    umask = 0o022 if reader == "owner" else 0o007
    lines = site.follow(title, reader, *arguments, umask=umask)
    files.write(stamp, "\n".join([mark, *lines]) + "\n")
    return lines


def serve(site: Site, supervisor: Supervisor) -> None:
    """Start the web server, wait until it answers, then start the worker: pages come first on two cores."""
    where = ("--host", site.host, "--port", str(site.port))
    application = "khidmat.config.wsgi:application"
    worker = service(site, "worker", "work", MANAGE, "worker")
    web = service(site, "web", "web", "granian", *SERVER, *where, application)
    with step("Web server"):
        supervisor.add(web)
        until = time.monotonic() + WEB_SECONDS
        while not answers(site):
            if web.child is None or ended(web.child) or time.monotonic() > until:
                fail(f"The web server did not start. The end of {web.log}:\n{processes.tail(web.log)}")
            time.sleep(0.05)
    supervisor.add(worker)


def service(site: Site, name: str, reader: str, *arguments: str) -> Service:
    """Describe a child that runs always."""
    log = site.data.log(name)

    def begin() -> subprocess.Popen[bytes]:
        scratch = _empty(site.data.home / "tmp", name, site.account(reader))
        return processes.spawn(
            [sys.executable, "-m", *arguments],
            environment={**site.environment(reader), "TMPDIR": str(scratch)},
            account=site.account(reader),
            log=log,
            umask=0o007,
            cwd=site.checkout.src,
        )

    return Service(name, begin, log)


def _empty(place: Path, name: str, account: Account | None) -> Path:
    """Return a folder for what a process has in hand, without what a killed one left there: uploads, half a paper."""
    folder(place, None, 0o711)
    shutil.rmtree(place / name, ignore_errors=True)
    return folder(place / name, account, 0o700)


def answers(site: Site) -> bool:
    """Ask `/readyz` as a browser would."""
    host = "127.0.0.1" if site.host == "localhost" or everywhere(site.host) else site.host
    link = http.client.HTTPConnection(host, site.port, timeout=5)
    try:
        link.request("GET", "/readyz", headers={"Host": f"localhost:{site.port}"})
        return link.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def welcome(site: Site, signs: list[str]) -> None:
    """Print the sign-ins and the address."""
    for each in signs:
        line(each)
    line(f"\n  {site.url}\n")
    for name in site.names:
        line(f"  On a phone in the same network: http://{name}:{site.port}")
    if not is_root():
        line("  All parts run as one user: the wall around the signing key is absent (docs/operations.md).")
    line(f"  Logs: {site.data.home / 'log'} · Stop: Ctrl-C or {down_command(site.data)}")


def load_rest(site: Site, supervisor: Supervisor) -> None:
    """Load the rest of the demo behind one line, and watch; a cut-off load goes on at the next start."""
    progress = Progress("Demo, the rest")
    child = processes.spawn(
        [sys.executable, "-m", MANAGE, "demo", "--rest"],
        environment=site.environment("web"),
        account=site.account("web"),
        log=site.data.log("setup"),
        piped=True,
        umask=0o007,
        cwd=site.checkout.src,
    )
    pipe = child.stdout.fileno() if child.stdout else -1

    def listen() -> bool:
        text = os.read(pipe, 65536).decode(errors="replace")
        for each in text.splitlines():
            progress.hear(each)
        if text:
            return True
        done = child.wait() == 0
        if done:
            files.write(site.data.stamp("demo-rest"), "loaded\n")
        progress.close("✓ The demo is complete" if done else f"! The demo stopped: {site.data.log('setup')}")
        return False

    try:
        supervisor.watch(listen, pipe)
    finally:
        processes.stop(child, signal.SIGTERM, seconds=5)


def free_port(site: Site) -> None:
    """Refuse early when another program has the port."""
    family = socket.AF_INET6 if ":" in site.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((site.host, site.port))
        except OSError as fault:
            fail(
                f"Port {site.port} on {site.host}: {fault.strerror}. Choose another: ./khidmat up --port 8001"
            )


def names(host: str) -> tuple[str, ...]:
    """Return the address under which phones find a server that is open to the network."""
    if host in LOOPBACK:
        return ()
    if not everywhere(host):
        return (host,)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which way out is taken
            return (str(probe.getsockname()[0]),)
        except OSError:
            return ()


def down_command(data: Data) -> str:
    """Return the command that stops this data directory."""
    return f"./khidmat down --data {shlex.quote(str(data.home))}"
