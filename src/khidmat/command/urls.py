"""Routes of command's figures."""

from django.urls import path

from khidmat.command import pages

app_name = "command"
urlpatterns = [
    path("duty/today/", pages.day, name="day"),
    path("duty/registers/", pages.registers, name="registers"),
    path("duty/registers/facts/", pages.register_facts, name="register_facts"),
    path("duty/registers/<int:register>/export/<slug:form>/", pages.register_file, name="register_file"),
    path("duty/reports/", pages.reports, name="reports"),
    path("duty/reports/<slug:report>/", pages.one, name="report"),
    path("duty/reports/<slug:report>/rows/", pages.rows, name="rows"),
    path("duty/reports/<slug:report>/export/<slug:form>/", pages.export, name="export"),
]
