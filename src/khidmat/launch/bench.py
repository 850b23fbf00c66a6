"""`./khidmat bench [NAME]`: the published numbers, on a durable cluster of their own in var/bench."""

import os
import sys
from pathlib import Path

from khidmat.launch import assets, running, testing
from khidmat.launch.checkout import Checkout, here
from khidmat.launch.data import Data
from khidmat.launch.say import fail, line
from khidmat.launch.site import Site
from khidmat.launch.users import accounts

MARK = '__name__ == "__main__"'


def command(arguments: list[str]) -> int:
    """Run all benches or the named one; the rest of the command line is the bench's own."""
    checkout = here()
    known = scripts(checkout)
    if arguments[:1] in (["-h"], ["--help"]):
        line(f"Usage: ./khidmat bench [NAME [options]]\n\n  {'  '.join(known)}")
        return 0
    chosen, rest = ([arguments[0].replace("-", "_")], arguments[1:]) if arguments else (known, [])
    if not set(chosen) <= set(known):
        fail(f"There is no bench {chosen[0]!r}. There are: {', '.join(known) or 'none yet'}")
    assets.ensure(checkout)
    site = Site(checkout, Data(checkout.var / "bench", accounts()), "demo")
    with running.database(site.data):
        site.follow("Tables and static files", "owner", "khidmat.config.manage", "prepare", umask=0o022)
        site.follow("Signing keys", "owner", "khidmat.documents.keys")
        missed = [name for name in chosen if run(site, name, rest)]
    line(f"✗ Missed or failed: {', '.join(missed)}" if missed else "✓ Every goal of this run was reached")
    return int(bool(missed))


def scripts(checkout: Checkout) -> list[str]:
    """Return the names of the modules in bench/ that can be run."""
    found: list[Path] = sorted((checkout.root / "bench").glob("*.py"))
    return [path.stem for path in found if MARK in path.read_text(encoding="utf-8")]


def run(site: Site, name: str, rest: list[str]) -> int:
    """Run one bench on the caller's terminal; non-zero says that it missed a goal or failed."""
    line(f"\n── {name}")
    environment = {**os.environ, **site.environment("owner")}
    return testing.run(site.checkout, [sys.executable, "-m", f"bench.{name}", *rest], environment)
