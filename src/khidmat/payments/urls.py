"""Routes of payments."""

from django.urls import path

from khidmat.payments.pages import bank, days, drawer, receipts

app_name = "payments"
urlpatterns = [
    path("duty/cash/", drawer.drawer, name="drawer"),
    path("duty/cash/open/", drawer.open_shift, name="open_shift"),
    path("duty/cash/take/", drawer.take, name="take"),
    path("duty/cash/count/", drawer.count, name="count"),
    path("duty/cash/receipts/<uuid:pk>/", receipts.receipt, name="receipt"),
    path("duty/cash/receipts/<uuid:pk>/receipt.pdf", receipts.printed, name="slip"),
    path("duty/cash/receipts/<uuid:pk>/refund/", receipts.refund, name="refund"),
    path("duty/cash/receipts/<uuid:pk>/refund.pdf", receipts.refund_printed, name="refund_slip"),
    path("duty/cash/exempt/", receipts.exempt, name="exempt"),
    path("duty/cash/days/", days.days, name="days"),
    path("duty/cash/days/<uuid:pk>/", days.day, name="day"),
    path("duty/cash/days/<uuid:pk>/close/", days.close, name="close"),
    path("duty/cash/days/<uuid:pk>/seen/", days.see, name="see"),
    path("duty/cash/bank/", bank.advices, name="advices"),
    path("payments/advice", bank.advise, name="advise"),
    path("r/<str:code>", receipts.check, name="check"),
]
