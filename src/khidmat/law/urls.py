"""Routes of the law tables."""

from django.urls import path

from khidmat.law import pages

app_name = "law"
urlpatterns = [
    path("", pages.sections, name="sections"),
    path("read/", pages.read, name="read"),
    path("clocks/", pages.clocks, name="clocks"),
]
