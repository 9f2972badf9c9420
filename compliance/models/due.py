"""What was done by itself and when: each run of `run_due`, and each of its jobs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DueRun(models.Model):
    """One run; without `finished_at` it runs still, or was killed."""

    started_at = models.DateTimeField(_("started at"), db_index=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("run of what is due")
        verbose_name_plural = _("runs of what is due")
        ordering = ["-started_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}"


class DueJob(models.Model):
    """A job of a run: what was done, in words (empty: nothing was due), or the error that it ended with."""

    run = models.ForeignKey(DueRun, on_delete=models.CASCADE, related_name="jobs")
    # A compliance.due.due.Job.
    name = models.CharField(max_length=30)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"))
    done = models.TextField(blank=True)
    # For who reads the log: as Python says it.
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("job of a run")
        verbose_name_plural = _("jobs of runs")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.name}: {self.error or self.done or '–'}"
