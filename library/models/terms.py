"""The lists that documents are filed by, kept by the office: form, issuing authority, field."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnamese.slugs import unique_slug
from vietnamese.text import normalise


class Term(models.Model):
    """A row of such a list. Its address never changes; one that is in use is not deleted."""

    title = models.CharField(_("name"), max_length=150, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, editable=False)
    display_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["display_order", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.title = normalise(self.title).strip()
        if not self.slug:
            others = type(self).objects.all()
            self.slug = unique_slug(self.title, taken=lambda slug: others.filter(slug=slug).exists(), max_length=100)
        super().save(*args, **kwargs)


class DocumentForm(Term):
    """Resolution, decision, plan …: Decree 30/2020/NĐ-CP, Article 7, and the legal documents of the Law of 2015."""

    class Meta(Term.Meta):
        verbose_name = _("form of documents")
        verbose_name_plural = _("forms of documents")


class Authority(Term):
    """Who issues documents."""

    is_ours = models.BooleanField(
        _("issues documents of this site's own office"),
        default=False,
        help_text=_("Some decrees give the body that issued a document less time to publish it than the others."),
    )

    class Meta(Term.Meta):
        verbose_name = _("issuing authority")
        verbose_name_plural = _("issuing authorities")


class Field(Term):
    """What a document is about."""

    class Meta(Term.Meta):
        verbose_name = _("field of documents")
        verbose_name_plural = _("fields of documents")
