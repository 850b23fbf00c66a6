"""`verify`: the public page behind the QR, over HTTP; and whether its three negative answers look alike.

Look-ups are limited by address, so the client asks from many addresses of the loopback network (Linux).
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from random import Random

from bench import ground
from bench.client import Answer, Client, Request, get
from bench.serving import server

GOAL_P95 = 30.0
RATE = 30.0
#: Certificates of each kind; an address may ask in vain thirty times in ten minutes, all together 3,000 times.
EACH = 20
ADDRESSES = 100
IN_FORCE = 0.7
NEGATIVE = ("revoked", "expired", "not known")
#: How far the middle of one negative answer's times may lie from another's: less than the noise of a network.
ALIKE_MS = 1.0


def main() -> None:
    """Make certificates of every kind, serve, look them up, compare with the goals."""
    given = options()
    ground.begin("verify")
    codes = make(given.each)
    with server() as site:
        client = Client(site.port, sources=[f"127.0.1.{n}" for n in range(1, ADDRESSES + 1)])
        warm = mixed(codes, Random(1))
        client.open_loop(cycle(warm), rate=20, seconds=min(5.0, given.seconds))
        answers = client.open_loop(cycle(mixed(codes, Random(2))), rate=RATE, seconds=given.seconds)
        client.close()
    tell(answers)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./khidmat bench verify")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--each", type=int, default=EACH, help="certificates of each kind")
    return parser.parse_args()


def make(each: int) -> dict[str, list[str]]:
    """Real certificates, a third in force, a third revoked, a third made old; and codes that nobody has."""
    from django.utils import timezone

    from bench import district
    from bench.playing import Player
    from bench.templates import play_some
    from khidmat.documents.codes import new_code
    from khidmat.documents.models import Certificate
    from khidmat.documents.public import revoke
    from khidmat.kernel.roles import Role

    district.build()
    player = Player()
    play_some(player, issued=3 * each, waiting=0)
    made = list(Certificate.objects.order_by("number"))
    officer = next(one.approver for one in player.desks.values() if one.station.code.startswith("KSR"))
    officer = replace(officer, role=Role.DISTRICT_OFFICER)  # the approver may not revoke
    for one in made[each : 2 * each]:
        revoke(certificate_id=one.pk, reason="Measured.", actor=officer, now=timezone.now())
    old = [one.pk for one in made[2 * each :]]
    with ground.owner() as link:
        link.execute("alter table documents_certificate disable trigger user")
        link.execute(
            "update documents_certificate set issued_on = issued_on - 400, valid_until = %s where id = any(%s)",
            [timezone.localdate() - timedelta(days=30), old],
        )
        link.execute("alter table documents_certificate enable trigger user")
    codes = [one.code for one in made]
    return {
        "in force": codes[:each],
        "revoked": codes[each : 2 * each],
        "expired": codes[2 * each :],
        "not known": [new_code() for _n in range(each)],
    }


def mixed(codes: dict[str, list[str]], rng: Random) -> list[Request]:
    """A thousand look-ups in no order, most of them for papers in force."""
    share = (1 - IN_FORCE) / len(NEGATIVE)
    kinds = rng.choices(list(codes), weights=[IN_FORCE if k == "in force" else share for k in codes], k=1000)
    return [get(kind, f"/v/{rng.choice(codes[kind])}") for kind in kinds]


def tell(answers: Sequence[Answer]) -> None:
    """Print the times by kind and compare the negative ones with each other."""
    table = ground.Table(
        (f"{RATE:.0f} look-ups/s, open loop", "answers", "p50 ms", "p95 ms", "p99 ms", "bytes")
    )
    for kind in ("in force", *NEGATIVE):
        times = _times(answers, kind)
        sizes = sorted({one.size for one in answers if one.kind == kind})
        quantiles = (ground.quantile(times, q) for q in (0.5, 0.95, 0.99))
        table.add(kind, len(times), *quantiles, " ".join(map(str, sizes)))
    table.print()
    report = ground.Report()
    report.holds("every look-up was answered with 200", met=all(one.status == 200 for one in answers))
    every = [one.seconds * 1e3 for one in answers]
    report.at_most("look-up over HTTP, p95", ground.quantile(every, 0.95), GOAL_P95, "ms")
    sizes = {one.size for one in answers if one.kind in NEGATIVE}
    report.holds(f"the three negative answers have one size: {sorted(sizes)}", met=len(sizes) == 1)
    middles = [ground.median(_times(answers, kind)) for kind in NEGATIVE]
    report.at_most("their middle times lie apart", max(middles) - min(middles), ALIKE_MS, "ms")
    report.end()


def _times(answers: Sequence[Answer], kind: str) -> list[float]:
    return [one.seconds * 1e3 for one in answers if one.kind == kind]


if __name__ == "__main__":
    main()
