"""Take every picture of `docs/pictures` anew: `python tests/take_pictures.py`. Some twenty minutes on two cores.

Runs the browser tests that meet all pages of all posts, in Urdu at 390 px and in English at 1280 px, each in a program
of its own with the demo in it; then names the pictures that have no line in the list, and lines without a picture.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALBUM = ROOT / "docs" / "pictures"
FOLDERS = ("ur-390", "en-1280")
TESTS = (
    "gallery",
    "journey",
    "counter",
    "programs",
    "fairness",
    "cash",
    "court",
    "malkhana",
    "investigation",
    "figures",
)


def unlisted() -> list[str]:
    """Pictures and lines of the list that lack each other."""
    rows = re.findall(r"^\| ([a-z_, ]+) \|", (ALBUM / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    listed = {name for row in rows for name in row.split(", ")} - {"picture"}
    taken = [{file.stem for file in (ALBUM / folder).glob("*.png")} for folder in FOLDERS]
    return sorted(set.union(listed, *taken) - set.intersection(listed, *taken))


def main() -> int:
    """Take them, then compare with the list."""
    for folder in FOLDERS:
        shutil.rmtree(ALBUM / folder, ignore_errors=True)
    tests = [f"tests/browser/test_{name}.py" for name in TESTS]
    done = subprocess.run(
        [str(ROOT / "khidmat"), "test", *tests, "-m", "browser", "--pictures", str(ALBUM)], check=False
    )
    # Looked at as narrow as a phone gets, but not kept.
    shutil.rmtree(ALBUM / "ur-320", ignore_errors=True)
    found = unlisted()
    words = ["without a picture in both languages or a line:", *found] if found else ["all are listed"]
    sys.stdout.write("\n".join(words) + "\n")
    return done.returncode or bool(found)


if __name__ == "__main__":
    sys.exit(main())
