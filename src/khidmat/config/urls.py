"""Every route of the program."""

from django.urls import URLPattern, URLResolver, include, path

from khidmat.config import api, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", pages.health, name="health"),
    path("readyz", pages.ready, name="ready"),
    path("", include("khidmat.services.urls")),
    path("duty/", include("khidmat.portal.urls")),
    path("", include("khidmat.command.urls")),
    path("", include("khidmat.station.urls")),
    path("duty/checks/", include("khidmat.screening.urls")),
    path("duty/records/", include("khidmat.wanted.urls")),
    path("duty/law/", include("khidmat.law.urls")),
    path("", include("khidmat.payments.urls")),
    path("", include("khidmat.documents.urls")),
    path("", include("khidmat.accounts.urls")),
    path("", include("khidmat.notify.urls")),
    path("", include("khidmat.ui.urls")),
    path("api/v1/", include((api.urls(), "api"))),
]

handler400 = "khidmat.ui.pages.bad_request"
handler403 = "khidmat.ui.pages.forbidden"
handler404 = "khidmat.ui.pages.not_found"
handler500 = "khidmat.ui.pages.server_error"
