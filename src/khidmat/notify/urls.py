"""Routes of messages."""

from django.urls import path

from khidmat.notify import pages

app_name = "notify"
urlpatterns = [path("notify/receipt", pages.receipt, name="receipt")]
