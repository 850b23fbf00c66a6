"""The lists of a district in one order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("station", "0015_joint_team")]

    operations = [
        migrations.AddIndex(
            model_name="fir",
            index=models.Index(fields=["-registered_at", "-id"], name="station_fir_latest"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["-taken_at", "id"], name="station_complaint_latest"),
        ),
    ]
