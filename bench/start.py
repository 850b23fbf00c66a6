"""`start`: from a fresh clone and an empty home to the first Urdu page, and the same again; and what it keeps busy.

Packages and fonts come from the registries that pip and npm of this machine use. Where other programs share the
machine the clock says little; the processor seconds say more.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from bench import ground
from khidmat.launch.tests.house import ROOT, House, shell

#: Seconds. The first promise is 60; the goal leaves room for a slower registry.
FIRST, LATER = 40.0, 3.0
BUSY = 60.0


def main() -> None:
    """Start in a clone, start again, compare with the goals."""
    given = options()
    print(f"start\n{ground.where()}\n")
    report = ground.Report()
    with tempfile.TemporaryDirectory(prefix="khidmat bench ") as place:
        house = clone(Path(place))
        first = timed(house, "first start")
        report.at_most("first start to the Urdu page", first[0], FIRST, "s")
        report.at_most("first start, processor", first[1], BUSY, "s")
        later = [timed(house, "later start")[0] for _time in range(given.again)]
        report.at_most("later start, the middle", ground.median(later), LATER, "s")
    report.end()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench start")
    parser.add_argument("--again", type=int, default=3, help="later starts")
    return parser.parse_args()


def clone(place: Path) -> House:
    """A clone of what is committed, and nothing else of this checkout's or of its user's."""
    place.chmod(0o755)
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place / "khidmat")], check=True)
    (place / "home").mkdir()
    environment = {**shell(place / "home"), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    return House(place / "khidmat" / "var" / "data", place / "khidmat", environment=environment)


def timed(house: House, title: str) -> tuple[float, float]:
    """Seconds to the address and what was busy meanwhile; the page is read, and all is stopped."""
    house.said.clear()
    seconds = house.up()
    busy = house.busy()
    status, text = house.page("/")
    code = house.stop()
    if (status, code) != (200, 0) or 'lang="ur"' not in text:
        raise AssertionError(f"the page answered {status}, the end {code}:\n" + "\n".join(house.said))
    table = ground.Table((title, "seconds"))
    for row in house.said:
        step, _, spent = row.removeprefix("✓ ").rpartition(" · ")
        if row.startswith("✓ ") and step:
            table.add(step, spent)
    table.add("all", seconds)
    table.add("processor", busy)
    table.print()
    return seconds, busy


if __name__ == "__main__":
    main()
