"""What comes after a finding: told, heard, refused, appealed against; and what was served."""

from typing import TYPE_CHECKING
from uuid import UUID

from khidmat.services import public as services
from khidmat.services.public import Application

if TYPE_CHECKING:
    from tests.rights.world import World


def noticed(world: "World", area: str) -> Application:
    """An application whose applicant was told what was found."""
    made, by = world.reported(area), world.approver(area)
    services.notify(application_id=made.pk, found="Nobody knows him there.", actor=by, now=world.now)
    return made


def heard(world: "World", area: str) -> Application:
    """The same with his side of it: it can be decided either way."""
    made, by = noticed(world, area), world.applicant(area)
    services.reply(application_id=made.pk, text="The green door.", actor=by, now=world.now)
    return made


def refused(world: "World", area: str) -> Application:
    """An application that was refused."""
    made, by = heard(world, area), world.approver(area)
    return services.refuse(
        application_id=made.pk, reason="The address was not found.", actor=by, now=world.now
    )


def appeal(world: "World", area: str) -> UUID:
    """An appeal against a refusal."""
    made, by = refused(world, area), world.applicant(area)
    return services.appeal(
        application_id=made.pk, text="It was the wrong street.", actor=by, now=world.now
    ).pk


def correction(world: "World", area: str, application: Application) -> UUID:
    """A request to correct a name."""
    by, text = world.applicant(area), "My father's name is Akram."
    return services.ask_correction(
        application_id=application.pk, about="name", text=text, actor=by, now=world.now
    ).pk


def things(world: "World", area: str, issued: Application) -> dict[str, UUID]:
    """What somebody can answer, appeal against, have corrected, or say how it was."""
    delivered = world.issued(area)
    services.deliver(application_id=delivered.pk, actor=world.applicant(area), now=world.now)
    return {
        "noticed": noticed(world, area).pk,
        "refused": refused(world, area).pk,
        "appeal": appeal(world, area),
        "correction": correction(world, area, issued),
        "delivered": delivered.pk,
    }
