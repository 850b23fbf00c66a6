"""The demo posts of the rights table: who they are, whose things lie in their territory and whose outside."""

from dataclasses import dataclass
from uuid import UUID

from khidmat.demo.cast import Part
from khidmat.kernel.roles import Role

#: What every officer of the world signs in with.
PASSWORD = "a long password for tests"
SECRET = "JBSWY3DPEHPK3PXP"

#: Areas: two stations of one circle of Kasur, a station of another circle, another district.
A, B, SADAR, LAHORE = "a_division", "b_division", "sadar", "lahore"
#: The second station again, with what its SHO marked to himself.
B_HEAD = "b_division_head"

#: Officers besides the cast: Lahore's station and administrator, other counters, and the one whose posting has ended.
OTHERS = (
    Part("shazia", "Shazia Bano", "شازیہ بانو", Role.OPERATOR, "PB-KSR-KM02"),
    Part("mina", "Mina Gul", "مینا گل", Role.OPERATOR, "PB-LHR-KM01"),
    Part("yasir", "Yasir Khan", "یاسر خان", Role.STATION_HEAD, "PB-LHR"),
    Part("imran", "Imran Latif", "عمران لطیف", Role.STATION_OFFICER, "PB-LHR"),
    Part("samina", "Samina Anwar", "ثمینہ انور", Role.ADMINISTRATOR, "PB-LHR"),
    Part("sadar", "Naveed Alam", "نوید عالم", Role.STATION_HEAD, "KSR-PS-06"),
    Part("bushra", "Bushra Parveen", "بشریٰ پروین", Role.OPERATOR, "PB-LHR-KM01"),
    Part("shahid", "Shahid Latif", "شاہد لطیف", Role.IN_CHARGE, "PB-LHR-KM01"),
    Part("munir", "Munir Ahmad", "منیر احمد", Role.STATION_CLERK, "KSR-PS-02"),
    Part("fozia", "Fozia Aslam", "فوزیہ اسلم", Role.PROSECUTOR, "KSR-PS-02"),
    Part("tahir", "Tahir Nawaz", "طاہر نواز", Role.DISTRICT_OFFICER, "PB-LHR"),
    Part("waqar", "Waqar Hussain", "وقار حسین", Role.APPROVER, "KSR-HQ"),
)


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody at the door: his name in the table, his role, the areas inside and outside his territory.

    Outside is the nearest thing he has no business with: for a station the other station of its own circle, for a
    circle the neighbouring one, for a district the next district, for a citizen another citizen.
    """

    name: str
    role: Role
    inside: str
    outside: str
    username: str = ""
    mobile: str = ""


POSTS = (
    Post("visitor", Role.PUBLIC, A, LAHORE),
    Post("owner", Role.CITIZEN, A, B, mobile="+923000000001"),
    Post("citizen", Role.CITIZEN, B, A, mobile="+923000000002"),
    Post("sana", Role.OPERATOR, A, LAHORE, "sana"),
    Post("waseem", Role.IN_CHARGE, A, LAHORE, "waseem"),
    Post("nadia", Role.RECORD_KEEPER, A, LAHORE, "nadia"),
    Post("lubna", Role.RECORD_KEEPER, LAHORE, A, "lubna"),
    Post("ali", Role.STATION_HEAD, A, B, "ali"),
    Post("zahid", Role.STATION_HEAD, B_HEAD, A, "zahid"),
    Post("aslam", Role.STATION_OFFICER, A, B, "aslam"),
    Post("tariq", Role.STATION_OFFICER, B, A, "tariq"),
    Post("rashid", Role.STATION_CLERK, A, B, "rashid"),
    Post("saima", Role.FRONT_DESK, A, B, "saima"),
    Post("javed", Role.MAGISTRATE, A, B, "javed"),
    Post("noreen", Role.PROSECUTOR, A, B, "noreen"),
    Post("farah", Role.CIRCLE_OFFICER, A, SADAR, "farah"),
    Post("kamran", Role.APPROVER, A, LAHORE, "kamran"),
    Post("hina", Role.DISTRICT_OFFICER, A, LAHORE, "hina"),
    Post("asad", Role.SENIOR_OFFICER, A, LAHORE, "asad"),
    Post("rabia", Role.ADMINISTRATOR, A, LAHORE, "rabia"),
    Post("omar", Role.APPROVER, LAHORE, A, "omar"),
    Post("ended", Role.PUBLIC, A, LAHORE, "waqar"),
    Post("program", Role.CLIENT, A, LAHORE),
)
BY_POST = {post.name: post for post in POSTS}


@dataclass(frozen=True, slots=True)
class Things:
    """One of each thing that a route can be about, all of one area."""

    draft: UUID
    waiting: UUID
    marked: UUID
    asked: UUID
    ready: UUID
    odd: UUID
    issued: UUID
    to_mark: UUID
    to_report: UUID
    officer: UUID
    candidate: UUID
    record: UUID
    batch: UUID
    certificate: UUID
    code: str
    posting: UUID
    client: UUID
    token: UUID
    receipt: UUID
    receipt_code: str
    owed: UUID
    entry: UUID
    entered: UUID
    owed_ref: str
    day: UUID
    to_close: UUID
    closed_day: UUID
    given_back: UUID
    person: UUID
    twin: UUID
    merged: UUID
    noticed: UUID
    refused: UUID
    appeal: UUID
    correction: UUID
    delivered: UUID
    diary_day: UUID
    diary_entry: UUID
    diary_code: str
    complaint: UUID
    refused_complaint: UUID
    child: UUID
    court_order: UUID
    complaint_code: str
    fir: UUID
    inquest: UUID
    item: UUID
    accused: UUID
    arrest: UUID
    at_court: UUID
    fir_copy: UUID
    item_number: str
    item_away: UUID
    item_unsigned: UUID
    road: UUID
    road_prepared: UUID
    difference: UUID
    answered_difference: UUID
    case_open: UUID
    case_reported: UUID
    case_passing: UUID
    case_proposed: UUID
    case_told: UUID
    case_ruled: UUID
    case_untraced: UUID
    case_tried: UUID
    tried: UUID
    fled: UUID
    warrant: UUID
    called: UUID
    item_unclaimed: UUID
    register_line: UUID
    minute: UUID
    charge: UUID
    count: UUID
