"""Routes of command's figures."""

from django.urls import path

from khidmat.command import pages

app_name = "command"
urlpatterns = [
    path("work/today/", pages.day, name="day"),
    path("work/registers/", pages.registers, name="registers"),
    path("work/reports/", pages.reports, name="reports"),
    path("work/reports/<slug:report>/", pages.one, name="report"),
    path("work/reports/<slug:report>/rows/", pages.rows, name="rows"),
    path("work/reports/<slug:report>/export/<slug:form>/", pages.export, name="export"),
]
