"""What a line of a register and a charge report write into the diary, in both languages. Never what stands in them."""

from khidmat.kernel.roles import Role
from khidmat.station.registers import Register
from khidmat.station.words import Both

POSTS: dict[str, Both] = {
    Role.STATION_HEAD: ("the SHO", "ایس ایچ او"),
    Role.STATION_CLERK: ("the station clerk", "محرر"),
}


def written(register: Register, line: str, struck: str = "") -> Both:
    """A line was written, perhaps in place of another."""
    instead = (f", in place of No. {struck}", f"، نمبر {struck} کی جگہ") if struck else ("", "")
    return (
        f"Register {register.roman} ({register.title}): No. {line} was written{instead[0]}.",
        f"رجسٹر نمبر {register.number} ({register.title_ur}): نمبر {line} درج ہوا{instead[1]}۔",
    )


def handed(number: str, role: str, name: Both) -> Both:
    """Who has the charge hands it over."""
    post = POSTS[role]
    return (
        f"Charge report {number}: {name[0]} hands over the charge of {post[0]}.",
        f"چارج رپورٹ {number}: {name[1]} نے {post[1]} کا چارج حوالے کیا۔",
    )


def handed_for(number: str, role: str, name: Both, absent: Both) -> Both:
    """A superior hands over the charge of who cannot sign."""
    report, report_ur = handed(number, role, name)
    return (
        f"{report} {absent[0]} cannot sign; two witnesses were there.",
        f"{report_ur} {absent[1]} دستخط نہیں کر سکتے؛ دو گواہ موجود تھے۔",
    )


def taken(number: str, role: str, name: Both) -> Both:
    """Who comes has taken it."""
    post = POSTS[role]
    return (
        f"Charge report {number}: {name[0]} has taken over the charge of {post[0]}.",
        f"چارج رپورٹ {number}: {name[1]} نے {post[1]} کا چارج سنبھالا۔",
    )
