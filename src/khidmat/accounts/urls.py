"""Routes of accounts. Nobody signs up: an administrator adds staff, a code makes the citizen."""

from django.urls import path

from khidmat.accounts.pages import citizen, clients, demo, locking, officers, own, staff

app_name = "accounts"
urlpatterns = [
    path("sign-in/", staff.sign_in, name="sign_in"),
    path("sign-in/password/", staff.new_password, name="new_password"),
    path("sign-in/second-step/", staff.second_step, name="second_step"),
    path("sign-in/first-time/", staff.enrol, name="enrol"),
    path("sign-in/no-posting/", locking.no_posting, name="no_posting"),
    path("sign-out/", locking.sign_out, name="sign_out"),
    path("mobile/", citizen.mobile, name="mobile"),
    path("mobile/code/", citizen.code, name="code"),
    path("locked/", locking.locked, name="locked"),
    path("locked/now/", locking.lock, name="lock"),
    path("locked/alive/", locking.alive, name="alive"),
    path("locked/form/", locking.held, name="held"),
    path("locked/form/drop/", locking.drop_held, name="drop_held"),
    path("me/", own.me, name="me"),
    path("me/language/", own.choose_language, name="choose_language"),
    path("me/password/", own.password, name="password"),
    path("me/app/", own.app, name="app"),
    path("me/passkey/", own.passkey, name="passkey"),
    path("me/passkey/<uuid:passkey_id>/remove/", own.remove_passkey, name="remove_passkey"),
    path("me/recovery-codes/", own.recovery_codes, name="recovery_codes"),
    path("me/sessions/end-others/", own.end_others, name="end_others"),
    path("me/sessions/<uuid:session_id>/end/", own.end_session, name="end_session"),
    path("me/programs/<uuid:client_id>/agree/", clients.agree, name="agree"),
    path("me/programs/<uuid:client_id>/end/", clients.decline, name="decline"),
    path("officers/", officers.index, name="officers"),
    path("officers/add/", officers.add, name="add_officer"),
    path("officers/find/", officers.find, name="find_officer"),
    path("officers/<uuid:user_id>/", officers.officer, name="officer"),
    path("officers/<uuid:user_id>/post/", officers.post, name="post_officer"),
    path("officers/<uuid:user_id>/renew/", officers.renew, name="renew"),
    path("postings/<uuid:posting_id>/end/", officers.end, name="end_posting"),
    path("clients/", clients.index, name="clients"),
    path("clients/add/", clients.add, name="add_client"),
    path("clients/<uuid:client_id>/", clients.client, name="client"),
    path("clients/<uuid:client_id>/issue/", clients.issue, name="issue_token"),
    path("clients/<uuid:client_id>/end/", clients.end, name="end_client"),
    path("clients/tokens/<uuid:token_id>/end/", clients.end_token, name="end_token"),
    path("demo/inbox/", demo.inbox, name="inbox"),
]
