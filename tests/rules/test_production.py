"""Production refuses to start with what belongs to the demo, or on a database that may forget."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from khidmat.config.production import faults
from khidmat.documents.keys import Places, ensure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_production(settings, tmp_path: Path) -> None:
    ensure(Places(tmp_path / "keys", tmp_path / "public"), now=datetime.now(UTC))
    settings.PRODUCTION, settings.PUBLIC_KEYS = True, tmp_path / "public"


def test_a_clean_installation_may_start() -> None:
    assert faults() == []


def test_the_demos_officers_stop_it(settings, cast) -> None:
    settings.PRODUCTION = False
    assert cast.ali
    settings.PRODUCTION = True
    assert any("officers" in fault for fault in faults())


def test_debug_stops_it(settings) -> None:
    settings.DEBUG = True
    assert faults() == ["DEBUG is on"]


def test_a_failpoint_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHIDMAT_FAILPOINT", "job.done@1")
    assert faults() == ["KHIDMAT_FAILPOINT is set; it kills processes in crash tests"]


def test_a_mode_that_is_not_production_stops_it(settings) -> None:
    settings.PRODUCTION = False
    assert "KHIDMAT_MODE is not production" in faults()


def test_a_session_that_may_lose_commits_stops_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")
    assert any("synchronous_commit = off" in fault for fault in faults())


def test_a_demo_key_stops_it(settings, tmp_path: Path) -> None:
    ensure(Places(tmp_path / "demo", tmp_path / "demo_public", demo=True), now=datetime.now(UTC))
    settings.PUBLIC_KEYS = tmp_path / "demo_public"
    assert any("demonstration" in fault for fault in faults())


def test_missing_keys_stop_it(settings, tmp_path: Path) -> None:
    settings.PUBLIC_KEYS = tmp_path / "nothing"
    assert any("root.pem" in fault for fault in faults())
