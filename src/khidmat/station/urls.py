"""Routes of the station's books."""

from django.urls import path

from khidmat.station.pages import diary

app_name = "station"
urlpatterns = [
    path("work/diary/", diary.today, name="diary"),
    path("work/diary/write/", diary.write, name="write"),
    path("work/diary/open/", diary.open_day, name="open_day"),
    path("work/diary/close/", diary.close_day, name="close_day"),
    path("work/diary/days/", diary.days, name="days"),
    path("work/diary/days/<uuid:pk>/", diary.day, name="day"),
    path("work/diary/days/<uuid:pk>/diary.pdf", diary.printed, name="diary_pdf"),
    path("work/diary/entries/<uuid:pk>/strike/", diary.strike, name="strike"),
    path("work/diary/prove/", diary.prove, name="prove"),
]
