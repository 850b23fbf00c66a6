"""Which pages are looked at in whose post: a name, where to begin, and the links that lead on from there."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Shot:
    """A page: its picture's name, the address it begins at, links (CSS) that are followed one after the other."""

    name: str
    path: str
    links: tuple[str, ...] = ()

    def open(self, page: Page) -> None:
        """Go there as a person does."""
        page.goto(self.path)
        for link in self.links:
            page.locator(link).first.click()
            page.wait_for_load_state()


def shot(name: str, path: str, *links: str) -> Shot:
    """A page by its address, then by links."""
    return Shot(name, path, links)


ROW = "main tbody a"
BILAL, AYESHA = "03000000001", "03000000002"
VISITOR = (
    shot("home", "/"),
    shot("about", "/services/character-certificate/"),
    shot("about_verification", "/services/general-verification/"),
    shot("mobile", "/mobile/"),
    shot("verify", "/v/"),
    shot("verify_not_known", "/v/00000000000000000000000000"),
    shot("published_keys", "/v/keys/"),
    shot("receipt_not_known", "/r/00000000000000000000000000"),
    shot("complaint_follow", "/complaint/"),
    shot("sign_in", "/sign-in/"),
    shot("sign_in_needed", "/duty/"),
    shot("no_such_page", "/no-such-page/"),
    shot("demo_inbox", "/demo/inbox/"),
)
CITIZENS = {
    BILAL: (
        shot("my_applications", "/my/"),
        shot("track_issued", "/my/", "main a[href^='/my/']"),
        shot("officers_only", "/duty/"),
    ),
    AYESHA: (
        shot("track_question", "/my/", "main a[href^='/my/']"),
        shot("withdraw", "/my/", "main a[href^='/my/']", "main a[href$='/withdraw/']"),
    ),
}
OFFICERS = {
    "sana": (
        shot("work_operator", "/duty/"),
        shot("counter", "/duty/counter/"),
        shot("search", "/duty/search/"),
        shot("my_account", "/me/"),
        shot("my_password", "/me/password/"),
        shot("my_app", "/me/app/"),
        shot("my_passkey", "/me/passkey/"),
        shot("my_recovery_codes", "/me/recovery-codes/"),
        shot("not_for_this_post", "/duty/records/"),
    ),
    "waseem": (
        shot("work_in_charge", "/duty/"),
        shot("day_of_centre", "/duty/today/"),
        shot("days", "/duty/cash/days/"),
        shot("exempt", "/duty/cash/exempt/"),
        shot("bank", "/duty/cash/bank/"),
        shot("feedback_of_centre", "/duty/feedback/"),
        shot("phone_line", "/duty/phone/"),
        shot("report_list_in_charge", "/duty/reports/"),
    ),
    "nadia": (
        shot("work_record_keeper", "/duty/"),
        shot("check_list", "/duty/checks/"),
        shot("candidate", "/duty/checks/", ROW),
        shot("records", "/duty/records/"),
        shot("record", "/duty/records/", ROW),
        shot("record_stage", "/duty/records/", ROW, "main a[href$='/stage/']"),
        shot("record_expunge", "/duty/records/", ROW, "main a[href$='/expunge/']"),
        shot("imports", "/duty/records/imports/"),
        shot("import", "/duty/records/imports/", "main a[href*='/imports/']:not([href$='/new/'])"),
        shot("import_new", "/duty/records/imports/new/"),
        shot("corrections", "/duty/corrections/"),
        shot("offences", "/duty/law/"),
        shot("offences_read", "/duty/law/read/?text=302/34+PPC"),
    ),
    "ali": (
        shot("work_sho", "/duty/"),
        shot("visit_list", "/duty/verifications/"),
        shot("visit", "/duty/verifications/", ROW),
        shot("day_of_station", "/duty/today/"),
        shot("desk_list_sho", "/duty/desk/"),
        shot("desk_decide", "/duty/desk/", ROW),
        shot("desk_refuse", "/duty/desk/", ROW, "main a[href$='/refuse/'], aside a[href$='/refuse/']"),
        shot("fir_designate", "/duty/fir/", ROW, "aside a[href$='/designate/']"),
    ),
    "saima": (
        shot("work_front_desk", "/duty/"),
        shot("desk_list", "/duty/desk/"),
        shot("desk_new", "/duty/desk/new/"),
        shot("desk_complaint", "/duty/desk/", ROW),
        shot("desk_clocks", "/duty/desk/clocks/"),
    ),
    "rashid": (
        shot("work_station_clerk", "/duty/"),
        shot("diary", "/duty/diary/"),
        shot("diary_days", "/duty/diary/days/"),
        shot("diary_day", "/duty/diary/days/", ROW),
        shot("diary_prove", "/duty/diary/prove/"),
        shot("fir_draft", "/duty/desk/", ROW, "aside a[href$='/fir/']"),
        shot("fir_list", "/duty/fir/"),
        shot("fir", "/duty/fir/", ROW),
        shot("fir_copies", "/duty/fir/", ROW, "aside a[href$='/copies/']"),
        shot("fir_add", "/duty/fir/", ROW, "aside a[href$='/add/']"),
        shot("fir_accused", "/duty/fir/", ROW, "aside a[href$='/accused/']"),
        shot("lock_up", "/duty/lock-up/"),
        shot("registers", "/duty/registers/"),
    ),
    "javed": (
        shot("work_magistrate", "/duty/"),
        shot("diary_of_magistrate", "/duty/diary/"),
    ),
    "aslam": (
        shot("work_station_officer", "/duty/"),
        shot("visit_officer_list", "/duty/verifications/"),
        shot("visit_officer", "/duty/verifications/", ROW),
    ),
    "farah": (
        shot("work_circle", "/duty/"),
        shot("visit_raised_list", "/duty/verifications/"),
        shot("visit_raised", "/duty/verifications/", ROW),
        shot("day_of_circle", "/duty/today/"),
    ),
    "kamran": (
        shot("work_approver", "/duty/"),
        shot("application_list", "/duty/applications/"),
        shot("application_late", "/duty/applications/?show=late", ROW),
        shot("application_ready", "/duty/applications/?show=ready", ROW),
        shot("application_asked", "/duty/applications/?show=asked", ROW),
        shot("person", "/duty/applications/?show=ready", ROW, "main a[href^='/duty/persons/']"),
        shot("certificates", "/duty/certificates/"),
        shot("certificate", "/duty/certificates/", ROW),
    ),
    "hina": (
        shot("work_district", "/duty/"),
        shot("fir_send", "/duty/fir/", ROW, "aside a[href$='/send/']"),
        shot("day", "/duty/today/"),
        shot("report_list", "/duty/reports/"),
        shot("report", "/duty/reports/statement-of-services/"),
        shot("report_by_office", "/duty/reports/statement-of-services/?by=office"),
        shot("report_rows", "/duty/reports/statement-of-services/rows/?column=received"),
        shot("report_wrong", "/duty/reports/statement-of-services/?since_day=40"),
        shot("lateness", "/duty/reports/lateness/"),
        shot("crime_by_head", "/duty/reports/crime-by-head/"),
        shot("work_of_officers", "/duty/reports/work-of-officers/"),
        shot("report_feedback", "/duty/reports/feedback/"),
        shot("feedback", "/duty/feedback/"),
        shot("appeals", "/duty/appeals/"),
        shot("appeal", "/duty/appeals/", ROW),
        shot("revoke", "/duty/certificates/", ROW, "main a[href$='/revoke/']"),
        shot("days_above", "/duty/cash/days/"),
    ),
    "asad": (
        shot("work_region", "/duty/"),
        shot("day_of_region", "/duty/today/"),
        shot("report_region", "/duty/reports/statement-of-services/"),
        shot("appeals_none", "/duty/appeals/"),
    ),
    "rabia": (
        shot("work_administrator", "/duty/"),
        shot("officers", "/officers/"),
        shot("add_officer", "/officers/add/"),
        shot("officer", "/officers/", ROW),
        shot("post_officer", "/officers/", ROW, "main a[href$='/post/']"),
        shot("renew_officer", "/officers/", ROW, "main a[href$='/renew/']"),
        shot("end_posting", "/officers/", ROW, "main a[href^='/postings/']"),
        shot("programs", "/clients/"),
        shot("program", "/clients/", ROW),
        shot("issue_token", "/clients/", ROW, "main a[href$='/issue/']"),
        shot("end_program", "/clients/", ROW, "main a[href$='/end/']"),
    ),
}
