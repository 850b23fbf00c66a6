"""The worker: runs the jobs of the registry, and gives back what a killed worker left behind."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from django.db import close_old_connections
from procrastinate import App, RetryStrategy, jobs
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from typing_extensions import override

from khidmat.config import environment
from khidmat.kernel import failpoints
from khidmat.kernel.jobs import JOBS, Job

log = logging.getLogger("khidmat.worker")
#: A worker says every ten seconds that it lives; one that was silent for thirty is taken for dead. Crash tests, which
#: kill one after another, wait less.
SILENT_SECONDS = int(environment.text("KHIDMAT_SILENT_SECONDS", "30"))


#: How long to wait before an end that could not be written down is said again.
PAUSES = (0.2, 1.0, 5.0)


class Insistent(JobManager):
    """Says how a job ended again when the connection was cut at that moment.

    Otherwise the job would be `doing` for ever: its worker lives, so nobody gives it back. A database that is away
    longer stops the heartbeat and with it the worker.
    """

    @override
    async def finish_job(self, job: jobs.Job, status: jobs.Status, delete_job: bool) -> None:
        """Write that it is done, or given up."""
        await _insist(partial(super().finish_job, job, status, delete_job))

    @override
    async def retry_job(
        self,
        job: jobs.Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Write that it is to be tried again."""
        await _insist(partial(super().retry_job, job, retry_at, priority, queue, lock))


async def _insist(say: Callable[[], Awaitable[None]]) -> None:
    for pause in PAUSES:
        try:
            return await say()
        except ConnectorException:
            log.warning("the end of a job could not be written down; once more")
            await asyncio.sleep(pause)
    return await say()


def application() -> App:
    """Procrastinate's application with every job of the registry as a task."""
    connector = django_app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("procrastinate is set up by its Django application")
    ready = django_app.with_connector(connector.get_worker_connector())
    ready.job_manager = Insistent(ready.connector)
    for job in JOBS:
        _register(ready, job)
    return ready


def _register(ready: App, job: Job) -> None:
    retry = RetryStrategy(max_attempts=job.tries, exponential_wait=2)
    lock = f"{job.name}" if job.every else None
    task = ready.task(name=job.name, queue=job.queue, retry=retry, queueing_lock=None, lock=lock)(
        _runner(job)
    )
    if job.every:
        ready.periodic(cron=job.every)(task)


def _runner(job: Job) -> Callable[..., None]:
    """The job as procrastinate calls it: periodic runs bring a timestamp that the job does not take."""

    def run(timestamp: int | None = None, **ids: object) -> None:
        del timestamp
        failpoints.reach("job.fetched")
        close_old_connections()
        job.run(**ids)
        failpoints.reach("job.done")

    run.__name__ = job.name.replace(".", "_")
    return run


async def run(*, concurrency: int, once: bool = False) -> None:
    """Work until told to stop, or until nothing waits."""
    ready = application()
    async with ready.open_async():
        sweeper = asyncio.create_task(_give_back(ready))
        try:
            await ready.run_worker_async(
                concurrency=concurrency,
                wait=not once,
                install_signal_handlers=not once,
                update_heartbeat_interval=SILENT_SECONDS / 3,
                stalled_worker_timeout=SILENT_SECONDS,
            )
        finally:
            sweeper.cancel()


async def _give_back(ready: App) -> None:
    """Outside the queue, so that a job that is stuck cannot stop its own recovery."""
    while True:
        try:
            for job in await ready.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
                log.warning("a job of a dead worker goes back to the queue")
                await ready.job_manager.retry_job(job)
        except (ConnectorException, OSError):
            log.exception("looking for jobs of dead workers failed")
        await asyncio.sleep(SILENT_SECONDS / 2)
