"""Routes of certificates. `/v/` is short because it is printed, and typed from paper."""

from django.urls import path

from khidmat.documents import pages

app_name = "documents"
urlpatterns = [
    path("v/", pages.ask, name="verify"),
    path("v/keys/", pages.keys, name="keys"),
    path("v/keys/<slug:name>", pages.key_file, name="key"),
    path("v/<str:code>", pages.answer, name="answer"),
    path("duty/certificates/", pages.certificates, name="certificates"),
    path("duty/certificates/<uuid:pk>/", pages.certificate, name="certificate"),
    path("duty/certificates/<uuid:pk>/paper.pdf", pages.paper, name="paper"),
    path("duty/certificates/<uuid:pk>/revoke/", pages.revoke, name="revoke"),
]
