"""Routes of the design system."""

from django.urls import path

from khidmat.ui import pages

app_name = "ui"
urlpatterns = [path("language/", pages.choose_language, name="language")]
