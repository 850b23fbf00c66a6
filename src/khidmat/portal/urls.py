"""Routes of the portal."""

from django.urls import path

from khidmat.portal import pages

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", pages.find, name="search"),
]
