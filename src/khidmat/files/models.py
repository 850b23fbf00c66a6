"""Blobs: content-addressed, rewritten on arrival, never changed."""

from django.db import models
from django.db.models import Q

from khidmat.kernel.fields import key


class Blob(models.Model):
    """A stored file. Its bytes lie under their SHA-256; what arrived is not kept."""

    id = key()
    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_blob_sha256")
        ]
