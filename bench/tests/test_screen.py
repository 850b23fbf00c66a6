"""The screening bench itself: it runs, says what it measured, and leaves nothing behind."""

from collections.abc import Callable

import psycopg
import pytest

from bench import screen


@pytest.mark.django_db
def test_a_small_run_prints_every_figure_and_drops_its_register(
    as_owner: Callable[[], psycopg.Connection],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with as_owner() as owner:
        monkeypatch.setenv("DATABASE_OWNER_URL", owner.info.dsn)
        monkeypatch.setattr(screen, "WARM_UP", 5)
        screen.main(["--records", "2000", "--searches", "40", "--peer", "8", "--split", "tune"])
        left = owner.execute("select to_regclass('bench_screen.record')").fetchone()
    printed = capsys.readouterr().out
    for figure in ("recall@10", "p95", "precision", "index on blocks", "pg_trgm", "goal at least 0.96"):
        assert figure in printed
    assert left == (None,)


def test_a_missed_goal_is_printed_as_missed(capsys: pytest.CaptureFixture[str]) -> None:
    slow, peer = screen.Tally(ranks=[0, None]), screen.Tally()
    slow.times["whole"], peer.times["whole"] = [40.0], [100.0]
    assert not screen.verdict(slow, peer)
    assert capsys.readouterr().out.count("MISSED") == 3
