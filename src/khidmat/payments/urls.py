"""Routes of payments."""

from django.urls import path

from khidmat.payments.pages import bank, days, drawer, receipts

app_name = "payments"
urlpatterns = [
    path("work/cash/", drawer.drawer, name="drawer"),
    path("work/cash/open/", drawer.open_shift, name="open_shift"),
    path("work/cash/take/", drawer.take, name="take"),
    path("work/cash/count/", drawer.count, name="count"),
    path("work/cash/receipts/<uuid:pk>/", receipts.receipt, name="receipt"),
    path("work/cash/receipts/<uuid:pk>/receipt.pdf", receipts.printed, name="slip"),
    path("work/cash/receipts/<uuid:pk>/refund/", receipts.refund, name="refund"),
    path("work/cash/receipts/<uuid:pk>/refund.pdf", receipts.refund_printed, name="refund_slip"),
    path("work/cash/exempt/", receipts.exempt, name="exempt"),
    path("work/cash/days/", days.days, name="days"),
    path("work/cash/days/<uuid:pk>/", days.day, name="day"),
    path("work/cash/days/<uuid:pk>/close/", days.close, name="close"),
    path("work/cash/days/<uuid:pk>/seen/", days.see, name="see"),
    path("work/cash/bank/", bank.advices, name="advices"),
    path("payments/advice", bank.advise, name="advise"),
    path("r/<str:code>", receipts.check, name="check"),
]
