"""What others find out for an investigation: the doctor and the laboratory. A request goes out, its answer comes in."""

from django.db import models
from django.db.models import F, Q

from khidmat.station.models.guards import before
from khidmat.station.models.papers import Paper, guards

#: Nobody is examined against his will, and a woman only by a woman (CrPC 53-A, 164-A, 164-B).
EXAMINED = """
SELECT * INTO asked FROM station_docket d WHERE d.id = NEW.docket_id AND d.fir_id = NEW.fir_id;
IF asked.id IS NULL OR NOT asked.consent THEN
    RAISE EXCEPTION 'station: nobody is examined without consent' USING ERRCODE = 'check_violation';
END IF;
IF asked.woman AND NOT NEW.female THEN
    RAISE EXCEPTION 'station: a woman is examined by a woman' USING ERRCODE = 'check_violation';
END IF;
IF NEW.began_at < asked.sent_at THEN
    RAISE EXCEPTION 'station: an examination follows its docket' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
ANSWERED = """
IF NOT EXISTS (SELECT FROM station_forensicrequest r
                WHERE r.id = NEW.request_id AND r.fir_id = NEW.fir_id AND r.sent_at <= NEW.received_at) THEN
    RAISE EXCEPTION 'station: a result follows its request' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Docket(Paper):
    """Somebody is sent to a doctor (Police Rules 25.39): who, where, with whom, and whether he agreed."""

    name = models.CharField(max_length=300)
    woman = models.BooleanField()
    consent = models.BooleanField()
    consented_by = models.CharField(max_length=300)
    hospital = models.CharField(max_length=200)
    escort = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_docket_number"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(consented_by="") & ~Q(hospital="") & ~Q(escort="") & ~Q(text=""),
                name="station_docket_says_everything",
            ),
            models.CheckConstraint(condition=Q(sent_at__lte=F("at")), name="station_docket_after_its_hour"),
        ]
        triggers = guards("docket")


class DocketResult(Paper):
    """What the doctor wrote: the medico-legal certificate."""

    docket = models.OneToOneField(Docket, models.PROTECT, related_name="result")
    doctor = models.CharField(max_length=200)
    female = models.BooleanField()
    certificate = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    text = models.TextField()
    paper = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_docketresult_number"),
            models.CheckConstraint(
                condition=~Q(doctor="") & ~Q(certificate="") & ~Q(text=""),
                name="station_docketresult_says_everything",
            ),
            models.CheckConstraint(
                condition=Q(began_at__lte=F("ended_at"), ended_at__lte=F("at")),
                name="station_docketresult_hours_in_order",
            ),
        ]
        triggers = [
            *guards("docketresult"),
            before("station_docketresult_examined", EXAMINED, asked="station_docket"),
        ]


class ForensicRequest(Paper):
    """An article and a question for a laboratory; its clock runs until the result comes."""

    article = models.CharField(max_length=300)
    item = models.ForeignKey("station.Item", models.PROTECT, null=True, related_name="+")
    laboratory = models.CharField(max_length=200)
    question = models.TextField()
    sent_at = models.DateTimeField()
    clock = models.OneToOneField("clocks.Clock", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_forensicrequest_number"),
            models.CheckConstraint(
                condition=~Q(article="") & ~Q(laboratory="") & ~Q(question=""),
                name="station_forensicrequest_says_everything",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__lte=F("at")), name="station_forensicrequest_after_its_hour"
            ),
        ]
        triggers = guards("forensicrequest")


class ForensicResult(Paper):
    """What the laboratory found."""

    request = models.OneToOneField(ForensicRequest, models.PROTECT, related_name="result")
    report = models.CharField(max_length=60)
    received_at = models.DateTimeField()
    text = models.TextField()
    paper = models.ForeignKey("files.Blob", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fir", "number"], name="station_forensicresult_number"),
            models.CheckConstraint(
                condition=~Q(report="") & ~Q(text=""), name="station_forensicresult_says_something"
            ),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("at")), name="station_forensicresult_after_its_hour"
            ),
        ]
        triggers = [*guards("forensicresult"), before("station_forensicresult_answers", ANSWERED)]
