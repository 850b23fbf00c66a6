"""Loading the demo: every stage through the operations, numbers that nobody has, and no harm in being cut off."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import localdate

from khidmat.accounts.public import User
from khidmat.demo.cast import OFFICERS
from khidmat.demo.loading import district, pictures, plan
from khidmat.demo.loading.beside_worker import sweeping
from khidmat.demo.loading.lives import GENERAL, Act, Life, Stage
from khidmat.demo.loading.plan import World
from khidmat.documents.keys import Places, ensure
from khidmat.documents.public import Certificate
from khidmat.kernel import jobs
from khidmat.kernel.jobs import JOBS
from khidmat.people.public import Person
from khidmat.screening.public import Candidate
from khidmat.services.public import Application, Status, Verification

pytestmark = pytest.mark.usefixtures("committed")

STAGES = (Stage.DELIVERED, Stage.REFUSED, Stage.LATE_MARKED, Stage.ASKED, Stage.RECORDS, Stage.DRAFT)
Load = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path: Path) -> None:
    settings.FILES, settings.KEYS, settings.PUBLIC_KEYS = (
        tmp_path / one for one in ("files", "keys", "public")
    )


@pytest.fixture(scope="module", autouse=True)
def _draw_once() -> Iterator[None]:
    """Draw each person once: pictures are most of the time that these tests take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "draw", cache(pictures.draw))
        yield


@pytest.fixture
def world(transactional_db: None, now: datetime) -> World:
    return district.world(2, now)


@pytest.fixture
def six(world: World) -> list[Life]:
    """One life of each of six stages."""
    lives = plan.first(world)
    return [next(life for life in lives if life.stage is stage) for stage in STAGES]


@pytest.fixture
def load(world: World, six: list[Life], now: datetime) -> Load:
    def run(lives: list[Life] | None = None) -> list[str]:
        return district.load_first(world, lives or six, now=now, processes=0, patience=0)

    return run


def stages() -> Counter[str]:
    return Counter(Application.objects.values_list("status", flat=True))


def events() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_event")
        return int(cursor.fetchone()[0])


def work() -> None:
    """Do what the worker does with the jobs that wait."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select task_name, args::text from procrastinate_jobs where queue_name = 'papers' order by id"
        )
        waiting = cursor.fetchall()
    for name, ids in waiting:
        JOBS.get(name).run(**json.loads(ids))


REACHED = {"approved": 1, "refused": 1, "under_verification": 2, "awaiting_applicant": 1, "draft": 1}


def test_six_lives_come_to_their_stages(load: Load) -> None:
    assert load() == []
    assert stages() == REACHED
    staff = User.objects.filter(is_staff_member=True).exclude(postings__role="client")
    assert set(staff.values_list("username", flat=True)) == {part.username for part in OFFICERS}
    assert Candidate.objects.filter(status="open").exists()
    late = Verification.objects.get(raised_to__code="KSR-C1")
    assert (late.status, late.raised_at > late.due_at) == ("marked", True)
    cnics = list(Person.objects.values_list("cnic", flat=True))
    assert len(cnics) == 5
    assert all(cnic.startswith("0") for cnic in cnics)
    call_command("audit_verify")


def test_what_was_cut_off_is_finished_and_then_nothing_changes_any_more(load: Load, six: list[Life]) -> None:
    for done in (1, 2, 3, 5):
        load([replace(life, steps=life.steps[:done]) for life in six])
    assert load() == []
    assert stages() == REACHED
    before = events()
    assert load() == []
    assert (events(), stages()) == (before, REACHED)


def test_what_a_visitor_moved_elsewhere_stays_there(load: Load, six: list[Life]) -> None:
    load([replace(life, steps=life.steps[:3]) for life in six])
    Application.objects.filter(status=Status.UNDER_VERIFICATION).update(
        status=Status.WITHDRAWN, closed_at=datetime.now(UTC)
    )
    load()
    assert stages() == {"withdrawn": 5, "draft": 1}


def test_the_worker_dates_the_paper_at_its_moment_and_it_is_delivered(
    load: Load, six: list[Life], settings
) -> None:
    ensure(Places(settings.KEYS, settings.PUBLIC_KEYS), now=datetime.now(UTC))
    load()
    work()
    assert load() == []
    assert stages() == Counter(REACHED) - Counter(approved=1) + Counter(delivered=1)
    [paper] = Certificate.objects.all()
    approved = next(step.at for step in six[0].steps if step.act is Act.APPROVE)
    assert paper.issued_on == localdate(approved) < localdate()


def test_the_rest_says_how_far_it_is_and_stops_without_a_worker(
    world: World, now: datetime, monkeypatch: pytest.MonkeyPatch, load: Load
) -> None:
    load()
    monkeypatch.setattr(district, "PATIENCE_REST", 0)
    monkeypatch.setattr(district.neighbours, "register_others", lambda *_all, **_more: None)
    said: list[tuple[int, int, str]] = []
    general = [life for life in plan.rest(world) if life.slug == GENERAL]
    few = [next(one for one in general if one.stage is stage) for stage in (Stage.ISSUED, Stage.MARKED)]
    with pytest.raises(district.Unfinished, match="certificates are not made"):
        district.load_rest(world, few, now=now, say=lambda *line: said.append(line))
    assert (2, 2, "applications") in said
    assert Counter(Application.objects.filter(service="GPV").values_list("status", flat=True)) == {
        "approved": 1,
        "under_verification": 1,
    }
    assert Person.objects.filter(merged_into__cnic=few[0].person.cnic).count() == 1


def test_a_sweep_that_is_about_to_begin_is_noticed() -> None:
    assert not sweeping()
    jobs.defer("clocks.sweep")
    assert sweeping()


def test_production_refuses_the_demo() -> None:
    command = [sys.executable, "-m", "khidmat.config.manage", "demo", "--first"]
    environment = {**os.environ, "KHIDMAT_MODE": "production", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "never loaded beside real data" in done.stderr
    assert not User.objects.exists()


def test_production_refuses_to_date_a_paper_back(settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(PermissionError):
        JOBS.get("demo.issue").run(application_id="x", at="2026-01-01")
