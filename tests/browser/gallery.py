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
    shot("sign_in_needed", "/work/"),
    shot("no_such_page", "/no-such-page/"),
    shot("demo_inbox", "/demo/inbox/"),
)
CITIZENS = {
    BILAL: (
        shot("my_applications", "/my/"),
        shot("track_issued", "/my/", "main a[href^='/my/']"),
        shot("officers_only", "/work/"),
    ),
    AYESHA: (
        shot("track_question", "/my/", "main a[href^='/my/']"),
        shot("withdraw", "/my/", "main a[href^='/my/']", "main a[href$='/withdraw/']"),
    ),
}
OFFICERS = {
    "sana": (
        shot("work_operator", "/work/"),
        shot("counter", "/work/counter/"),
        shot("search", "/work/search/"),
        shot("my_account", "/me/"),
        shot("my_password", "/me/password/"),
        shot("my_app", "/me/app/"),
        shot("my_passkey", "/me/passkey/"),
        shot("my_recovery_codes", "/me/recovery-codes/"),
        shot("not_for_this_post", "/work/records/"),
    ),
    "waseem": (
        shot("work_in_charge", "/work/"),
        shot("day_of_centre", "/work/today/"),
        shot("days", "/work/cash/days/"),
        shot("exempt", "/work/cash/exempt/"),
        shot("bank", "/work/cash/bank/"),
        shot("feedback_of_centre", "/work/feedback/"),
        shot("phone_line", "/work/phone/"),
        shot("report_list_in_charge", "/work/reports/"),
    ),
    "nadia": (
        shot("work_record_keeper", "/work/"),
        shot("check_list", "/work/checks/"),
        shot("candidate", "/work/checks/", ROW),
        shot("records", "/work/records/"),
        shot("record", "/work/records/", ROW),
        shot("record_stage", "/work/records/", ROW, "main a[href$='/stage/']"),
        shot("record_expunge", "/work/records/", ROW, "main a[href$='/expunge/']"),
        shot("imports", "/work/records/imports/"),
        shot("import", "/work/records/imports/", "main a[href*='/imports/']:not([href$='/new/'])"),
        shot("import_new", "/work/records/imports/new/"),
        shot("corrections", "/work/corrections/"),
        shot("offences", "/work/law/"),
        shot("offences_read", "/work/law/read/?text=302/34+PPC"),
    ),
    "ali": (
        shot("work_sho", "/work/"),
        shot("visit_list", "/work/verifications/"),
        shot("visit", "/work/verifications/", ROW),
        shot("day_of_station", "/work/today/"),
        shot("desk_list_sho", "/work/desk/"),
        shot("desk_decide", "/work/desk/", ROW),
        shot("desk_refuse", "/work/desk/", ROW, "main a[href$='/refuse/'], aside a[href$='/refuse/']"),
        shot("fir_designate", "/work/fir/", ROW, "aside a[href$='/designate/']"),
    ),
    "saima": (
        shot("work_front_desk", "/work/"),
        shot("desk_list", "/work/desk/"),
        shot("desk_new", "/work/desk/new/"),
        shot("desk_complaint", "/work/desk/", ROW),
        shot("desk_clocks", "/work/desk/clocks/"),
    ),
    "rashid": (
        shot("work_station_clerk", "/work/"),
        shot("diary", "/work/diary/"),
        shot("diary_days", "/work/diary/days/"),
        shot("diary_day", "/work/diary/days/", ROW),
        shot("diary_prove", "/work/diary/prove/"),
        shot("fir_draft", "/work/desk/", ROW, "aside a[href$='/fir/']"),
        shot("fir_list", "/work/fir/"),
        shot("fir", "/work/fir/", ROW),
        shot("fir_copies", "/work/fir/", ROW, "aside a[href$='/copies/']"),
        shot("fir_add", "/work/fir/", ROW, "aside a[href$='/add/']"),
    ),
    "javed": (
        shot("work_magistrate", "/work/"),
        shot("diary_of_magistrate", "/work/diary/"),
    ),
    "aslam": (
        shot("work_station_officer", "/work/"),
        shot("visit_officer_list", "/work/verifications/"),
        shot("visit_officer", "/work/verifications/", ROW),
    ),
    "farah": (
        shot("work_circle", "/work/"),
        shot("visit_raised_list", "/work/verifications/"),
        shot("visit_raised", "/work/verifications/", ROW),
        shot("day_of_circle", "/work/today/"),
    ),
    "kamran": (
        shot("work_approver", "/work/"),
        shot("application_list", "/work/applications/"),
        shot("application_late", "/work/applications/?show=late", ROW),
        shot("application_ready", "/work/applications/?show=ready", ROW),
        shot("application_asked", "/work/applications/?show=asked", ROW),
        shot("person", "/work/applications/?show=ready", ROW, "main a[href^='/work/persons/']"),
        shot("certificates", "/work/certificates/"),
        shot("certificate", "/work/certificates/", ROW),
    ),
    "hina": (
        shot("work_district", "/work/"),
        shot("fir_send", "/work/fir/", ROW, "aside a[href$='/send/']"),
        shot("day", "/work/today/"),
        shot("report_list", "/work/reports/"),
        shot("report", "/work/reports/statement-of-services/"),
        shot("report_by_office", "/work/reports/statement-of-services/?by=office"),
        shot("report_rows", "/work/reports/statement-of-services/rows/?column=received"),
        shot("report_wrong", "/work/reports/statement-of-services/?since_day=40"),
        shot("lateness", "/work/reports/lateness/"),
        shot("work_of_officers", "/work/reports/work-of-officers/"),
        shot("report_feedback", "/work/reports/feedback/"),
        shot("feedback", "/work/feedback/"),
        shot("appeals", "/work/appeals/"),
        shot("appeal", "/work/appeals/", ROW),
        shot("revoke", "/work/certificates/", ROW, "main a[href$='/revoke/']"),
        shot("days_above", "/work/cash/days/"),
    ),
    "asad": (
        shot("work_region", "/work/"),
        shot("day_of_region", "/work/today/"),
        shot("report_region", "/work/reports/statement-of-services/"),
        shot("appeals_none", "/work/appeals/"),
    ),
    "rabia": (
        shot("work_administrator", "/work/"),
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
