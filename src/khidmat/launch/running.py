"""A data directory's database while something needs it: the one that runs already, or ours for that long."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from khidmat.launch.data import Data, external
from khidmat.launch.locks import Lock
from khidmat.launch.say import fail
from khidmat.launch.supervise import Service, Supervisor


def start(data: Data, supervisor: Supervisor) -> None:
    """Make the cluster when it is absent, start it under `supervisor`, and give it roles and extensions."""
    data.cluster.initialise()
    log = data.log("postgres")
    service = Service("database", lambda: data.cluster.start(log), log, signal.SIGINT, 60.0)
    supervisor.add(service)
    if service.child is not None:
        data.cluster.wait_ready(service.child, log)
    data.cluster.bootstrap()


@contextmanager
def database(data: Data) -> Iterator[None]:
    """Hold a database that answers inside the block: an outside one, one that runs, or one of our own."""
    data.settle()
    lock, supervisor = Lock(data.home), Supervisor()
    mine = lock.take()
    if not mine and not external() and not data.cluster.ready():
        fail(f"{data.home} is held by process {lock.holder()}, and its database does not answer")
    try:
        if mine:
            data.make()
            if not external():
                start(data, supervisor)
        yield
    finally:
        supervisor.stop()
        if mine:
            lock.release()
