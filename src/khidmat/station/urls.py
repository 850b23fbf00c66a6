"""Routes of the station's books."""

from django.urls import path

from khidmat.station.pages import deciding, desk, diary, fir, zimni
from khidmat.station.pages import property as malkhana

app_name = "station"
urlpatterns = [
    path("work/desk/", desk.desk, name="desk"),
    path("work/desk/new/", desk.new, name="take"),
    path("work/desk/clocks/", desk.clocks, name="clocks"),
    path("work/desk/<uuid:pk>/", desk.complaint, name="complaint"),
    path("work/desk/<uuid:pk>/receipt.pdf", desk.printed, name="receipt"),
    path("work/desk/<uuid:pk>/refer/", deciding.refer, name="refer"),
    path("work/desk/<uuid:pk>/refuse/", deciding.refuse, name="refuse"),
    path("work/desk/<uuid:pk>/transfer/", deciding.transfer, name="transfer"),
    path("work/desk/<uuid:pk>/reopen/", deciding.reopen, name="reopen"),
    path("work/desk/<uuid:pk>/seen/", deciding.seen, name="seen"),
    path("work/desk/<uuid:pk>/zarra/", deciding.zarra, name="zarra"),
    path("work/desk/<uuid:pk>/found/", deciding.found, name="found"),
    path("work/desk/<uuid:pk>/order/", deciding.order, name="order"),
    path("work/desk/orders/<uuid:pk>/report/", deciding.report, name="report"),
    path("complaint/", desk.follow, name="follow"),
    path("work/fir/", fir.register, name="register"),
    path("work/fir/<uuid:pk>/", fir.fir, name="fir"),
    path("work/fir/<uuid:pk>/designate/", fir.designate, name="designate"),
    path("work/fir/<uuid:pk>/add/", fir.add, name="add"),
    path("work/fir/<uuid:pk>/copy/<slug:whom>.pdf", fir.copy, name="copy"),
    path("work/fir/<uuid:pk>/zimni/", zimni.book, name="zimni"),
    path("work/fir/<uuid:pk>/zimni/new/", zimni.write, name="write_zimni"),
    path("work/fir/<uuid:pk>/zimni/call/", zimni.call, name="call_zimni"),
    path("work/fir/<uuid:pk>/zimni/zimni.pdf", zimni.printed, name="zimni_pdf"),
    path("work/desk/<uuid:pk>/fir/", fir.new, name="new_fir"),
    path("work/desk/<uuid:pk>/fir/save/", fir.save, name="save_fir"),
    path("work/fir/<uuid:pk>/property/", malkhana.of_case, name="case_property"),
    path("work/malkhana/", malkhana.store, name="store"),
    path("work/malkhana/new/", malkhana.receive, name="receive_item"),
    path("work/malkhana/<uuid:pk>/", malkhana.item, name="item"),
    path("work/malkhana/<uuid:pk>/label.pdf", malkhana.label, name="item_label"),
    path("work/malkhana/<uuid:pk>/photos/", malkhana.add_photo, name="add_item_photo"),
    path("work/malkhana/<uuid:pk>/photos/<int:number>/", malkhana.photo, name="item_photo"),
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
