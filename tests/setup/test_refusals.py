"""What the launcher will not do, and the command it names instead."""

import os
import socket
import stat
from pathlib import Path

import pytest

from khidmat.launch.tests.house import House

pytestmark = pytest.mark.slow


def refused(house: House, *arguments: str) -> str:
    done = house.run("up", "--port", str(house.port), "--data", str(house.home), *arguments)
    assert done.returncode == 1
    return done.stderr


def test_a_folder_with_other_things_is_left_as_it_is(place: Path) -> None:
    other = place / "srv"
    other.mkdir(mode=0o755)
    (other / "letter").write_text("dear", encoding="utf-8")
    assert "holds other things" in refused(House(other))
    assert stat.S_IMODE(other.stat().st_mode) == 0o755
    assert [path.name for path in other.iterdir()] == ["letter"]


def test_a_closed_parent_is_named_with_its_cure_and_stays_closed(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    if os.geteuid() == 0:
        assert f"chmod o+x '{closed}'" in refused(House(closed / "data"))
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_port_in_use_is_named(place: Path) -> None:
    house = House(place / "port")
    with socket.socket() as other:
        other.bind(("127.0.0.1", house.port))
        other.listen()
        assert f"Port {house.port} on 127.0.0.1: Address already in use" in refused(house)


def test_data_of_another_user_are_not_taken_over(place: Path) -> None:
    house = House(place / "theirs")
    house.data.settle()
    house.data.make()
    if os.geteuid() == 0:
        os.chown(house.home, 65534, 65534)
        assert "was made by nobody" in refused(house)
    assert house.holder() is None


def test_half_an_outside_database_is_refused(place: Path) -> None:
    house = House(place / "outside")
    house.environment["DATABASE_URL"] = "postgresql://khidmat_app@db.example/khidmat"
    assert "needs both DATABASE_URL and DATABASE_OWNER_URL" in refused(house)


def test_production_does_not_start_with_data_that_a_demo_made(place: Path) -> None:
    house = House(place / "demo")
    house.data.settle()
    house.data.make()
    (house.home / "stamps" / "mode").write_text("demo", encoding="ascii")
    said = refused(house, "--no-demo")
    assert "demo" in said
    assert house.left() == []
