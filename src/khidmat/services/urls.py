"""Routes of citizen services."""

from django.urls import path

from khidmat.services.pages import applying, catalogue, counter, deciding, following, persons, verifying

app_name = "services"
urlpatterns = [
    path("", catalogue.home, name="home"),
    path("services/<slug:slug>/", catalogue.about, name="about"),
    path("services/<slug:slug>/apply/", applying.start, name="start"),
    path("my/", following.mine, name="mine"),
    path("my/<uuid:pk>/", following.track, name="track"),
    path("my/<uuid:pk>/edit/<slug:name>/", applying.page, name="page"),
    path("my/<uuid:pk>/edit/<slug:name>/save/", applying.save, name="save"),
    path("my/<uuid:pk>/edit/<slug:name>/places/<slug:field>/", applying.places, name="places"),
    path("my/<uuid:pk>/check/", applying.check, name="check"),
    path("my/<uuid:pk>/papers/<slug:field>/", applying.paper, name="paper"),
    path("my/<uuid:pk>/answer/", following.answer, name="answer"),
    path("my/<uuid:pk>/withdraw/", following.withdraw, name="withdraw"),
    path("my/<uuid:pk>/certificate.pdf", following.certificate, name="certificate"),
    path("work/counter/", counter.find, name="counter"),
    path("work/counter/token/", counter.token, name="token"),
    path("work/counter/call/", counter.call, name="call"),
    path("work/counter/begin/", counter.begin, name="begin"),
    path("work/counter/<uuid:pk>/", counter.entry, name="entry"),
    path("work/counter/<uuid:pk>/save/", counter.save, name="entry_save"),
    path("work/counter/<uuid:pk>/places/<slug:field>/", counter.places, name="entry_places"),
    path("work/counter/<uuid:pk>/papers/<slug:field>/", counter.paper, name="entry_paper"),
    path("work/counter/<uuid:pk>/read-back/", counter.read_back, name="read_back"),
    path("work/counter/<uuid:pk>/aside/", counter.aside, name="aside"),
    path("work/counter/<uuid:pk>/entered/", counter.entered, name="entered"),
    path("work/counter/<uuid:pk>/fee/", counter.take_fee, name="take_fee"),
    path("work/counter/<uuid:pk>/slip.pdf", counter.slip, name="slip"),
    path("work/applications/", deciding.worklist, name="worklist"),
    path("work/applications/<uuid:pk>/", deciding.application, name="application"),
    path("work/applications/<uuid:pk>/approve/", deciding.approve, name="approve"),
    path("work/applications/<uuid:pk>/refuse/", deciding.refuse, name="refuse"),
    path("work/applications/<uuid:pk>/ask/", deciding.ask, name="ask"),
    path("work/applications/<uuid:pk>/papers/<slug:field>/", deciding.paper, name="file_paper"),
    path("work/persons/<uuid:pk>/", persons.person, name="person"),
    path("work/persons/<uuid:pk>/photo/", persons.photo, name="person_photo"),
    path("work/persons/<uuid:pk>/with/<uuid:other>/", persons.merge, name="merge"),
    path("work/persons/<uuid:pk>/apart/", persons.apart, name="apart"),
    path("work/verifications/", verifying.worklist, name="visits"),
    path("work/verifications/<uuid:pk>/", verifying.visit, name="visit"),
    path("work/verifications/<uuid:pk>/mark/", verifying.mark, name="mark"),
    path("work/verifications/<uuid:pk>/report/", verifying.report, name="report"),
]
