"""Places and users for real starts of the launcher."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from khidmat.launch.tests.house import House


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder that system users may enter; pytest's own are closed."""
    made = Path(tempfile.mkdtemp(prefix="khidmat-setup-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def running(place: Path) -> Iterator[House]:
    """One production start that all tests share; whoever stops it starts it again."""
    house = House(place / "house")
    house.up("--no-demo")
    yield house
    house.stop()


@pytest.fixture(scope="session")
def ordinary_user() -> str:
    """A user without rights: made when we are root, otherwise ourselves."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    name = "khidmattry"
    try:
        pwd.getpwnam(name)
    except KeyError:
        subprocess.run(["useradd", "--create-home", "--user-group", name], check=True)
    return name
