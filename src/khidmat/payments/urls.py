"""Routes of payments."""

from django.urls import path

from khidmat.payments import pages

app_name = "payments"
urlpatterns = [
    path("work/cash/", pages.drawer, name="drawer"),
    path("work/cash/open/", pages.open_shift, name="open_shift"),
    path("work/cash/take/", pages.take, name="take"),
    path("work/cash/receipts/<uuid:pk>/", pages.receipt, name="receipt"),
    path("work/cash/receipts/<uuid:pk>/receipt.pdf", pages.printed, name="slip"),
    path("r/<str:code>", pages.check, name="check"),
]
