"""Four checks that could not be reached, because another guard of the same row always stood before them."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("station", "0019_charge_for_absent")]

    operations = [
        migrations.RemoveConstraint("inquesttext", "station_inquesttext_form"),
        migrations.RemoveConstraint("memo", "station_memo_two_witnesses"),
        migrations.RemoveConstraint("search", "station_search_two_witnesses"),
        migrations.RemoveConstraint("statement", "station_statement_law"),
    ]
