"""Routes of command's figures."""

from django.urls import path

from khidmat.command import pages

app_name = "command"
urlpatterns = [
    path("", pages.reports, name="reports"),
    path("<slug:report>/", pages.one, name="report"),
    path("<slug:report>/rows/", pages.rows, name="rows"),
    path("<slug:report>/export/<slug:form>/", pages.export, name="export"),
]
