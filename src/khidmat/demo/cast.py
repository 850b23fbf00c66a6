"""The cast: the people of the demo and of the tests, by the name everybody calls them."""

from dataclasses import dataclass

from khidmat.kernel.roles import Role

#: Everybody's in the demo; production refuses to start where a user has it.
PASSWORD = " ".join(("nahr", "kinare", "shisham"))


@dataclass(frozen=True, slots=True)
class Part:
    """One officer of the cast: user name, names, role, office."""

    username: str
    name: str
    name_ur: str
    role: Role
    office: str


#: Officers. Omar is from another district: whatever Kasur keeps, he must not see.
OFFICERS = (
    Part("sana", "Sana Yousaf", "ثنا یوسف", Role.OPERATOR, "PB-KSR-KM01"),
    Part("waseem", "Waseem Akhtar", "وسیم اختر", Role.IN_CHARGE, "PB-KSR-KM01"),
    Part("nadia", "Nadia Akhtar", "نادیہ اختر", Role.RECORD_KEEPER, "KSR-ITB"),
    Part("ali", "Ali Raza", "علی رضا", Role.STATION_HEAD, "KSR-PS-01"),
    Part("aslam", "Muhammad Aslam", "محمد اسلم", Role.STATION_OFFICER, "KSR-PS-01"),
    Part("rashid", "Rashid Minhas", "راشد منہاس", Role.STATION_CLERK, "KSR-PS-01"),
    Part("saima", "Saima Latif", "صائمہ لطیف", Role.FRONT_DESK, "KSR-PS-01"),
    Part("javed", "Javed Iqbal", "جاوید اقبال", Role.MAGISTRATE, "KSR-PS-01"),
    Part("noreen", "Noreen Akhtar", "نورین اختر", Role.PROSECUTOR, "KSR-PS-01"),
    Part("zahid", "Zahid Mehmood", "زاہد محمود", Role.STATION_HEAD, "KSR-PS-02"),
    Part("tariq", "Tariq Javed", "طارق جاوید", Role.STATION_OFFICER, "KSR-PS-02"),
    Part("farah", "Farah Naz", "فرح ناز", Role.CIRCLE_OFFICER, "KSR-C1"),
    Part("kamran", "Kamran Saleem", "کامران سلیم", Role.APPROVER, "KSR-HQ"),
    Part("hina", "Hina Tahir", "حنا طاہر", Role.DISTRICT_OFFICER, "KSR-DPO"),
    Part("asad", "Asad Mirza", "اسد مرزا", Role.SENIOR_OFFICER, "RG-SKP"),
    Part("rabia", "Rabia Noor", "رابعہ نور", Role.ADMINISTRATOR, "KSR-DPO"),
    Part("omar", "Omar Farooq", "عمر فاروق", Role.APPROVER, "PB-LHR"),
    Part("lubna", "Lubna Shah", "لبنیٰ شاہ", Role.RECORD_KEEPER, "PB-LHR"),
)
BY_NAME = {part.username: part for part in OFFICERS}


@dataclass(frozen=True, slots=True)
class Citizen:
    """A citizen of the cast, with the mobile number he signs in by."""

    name: str
    name_ur: str
    mobile: str


CITIZENS = {
    "bilal": Citizen("Bilal Ahmad", "بلال احمد", "+923000000001"),
    "ayesha": Citizen("Ayesha Bibi", "عائشہ بی بی", "+923000000002"),
}
