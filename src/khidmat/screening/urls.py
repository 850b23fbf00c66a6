"""Routes of screening."""

from django.urls import path

from khidmat.screening import pages

app_name = "screening"
urlpatterns = [
    path("", pages.worklist, name="worklist"),
    path("<uuid:candidate_id>/", pages.candidate, name="candidate"),
    path("<uuid:candidate_id>/photograph/<str:side>/", pages.photograph, name="photograph"),
]
