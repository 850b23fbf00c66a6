"""Routes of the criminal records."""

from django.urls import path

from khidmat.wanted import pages

app_name = "wanted"
urlpatterns = [
    path("", pages.records, name="records"),
    path("<uuid:record_id>/", pages.record, name="record"),
    path("<uuid:record_id>/stage/", pages.stage, name="stage"),
    path("<uuid:record_id>/expunge/", pages.expunge, name="expunge"),
    path("imports/", pages.imports, name="imports"),
    path("imports/new/", pages.upload, name="upload"),
    path("imports/new/template.<str:form>", pages.template, name="template"),
    path("imports/check/<uuid:upload_id>/", pages.check, name="check"),
    path("imports/check/<uuid:upload_id>/rows.csv", pages.check_rows, name="check_rows"),
    path("imports/<uuid:batch_id>/", pages.batch, name="batch"),
    path("imports/<uuid:batch_id>/refused.csv", pages.refused, name="refused"),
]
