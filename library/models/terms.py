"""The lists that documents are filed by, kept by the office: form, issuing authority, field."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vietnamese.slugs import unique_slug
from vietnamese.text import fold, normalise


class Term(models.Model):
    """A row of such a list. Its address never changes; one that is in use is not deleted.

    Its name stands on every document that is filed under it (`documents`): what two people published is not renamed
    by one.
    """

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

    def clean(self):
        """A name that a document bears, or bore, in public is corrected in its marks, capitals and blanks alone."""
        super().clean()
        before = type(self).objects.filter(pk=self.pk).values_list("title", flat=True).first()
        if before is None or fold(before).split() == fold(self.title).split():
            return
        if number := self.documents.filter(first_published_at__isnull=False).count():
            words = ngettext(
                "“%(name)s” stands on %(number)d document that two people published, so nobody renames it "
                "alone; only marks and capitals can be corrected. Please add the new name to this list, "
                "choose it in the document and have that published anew.",
                "“%(name)s” stands on %(number)d documents that two people published, so nobody renames it "
                "alone; only marks and capitals can be corrected. Please add the new name to this list, "
                "choose it in the documents and have these published anew.",
                number,
            )
            raise ValidationError({"title": words % {"name": before, "number": number}})


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

    def clean(self):
        """Whose it is decides how late its documents are: where two people published some, nobody changes it alone."""
        super().clean()
        before = type(self).objects.filter(pk=self.pk).values_list("is_ours", flat=True).first()
        if before in (None, self.is_ours) or not self.documents.filter(first_published_at__isnull=False).exists():
            return
        raise ValidationError(
            {
                "is_ours": _(
                    "Documents that two people published bear this authority, so nobody changes alone within how many "
                    "days they are due. Please add the authority anew under its full name, choose it in the documents "
                    "and have these published anew."
                )
            }
        )


class Field(Term):
    """What a document is about."""

    class Meta(Term.Meta):
        verbose_name = _("field of documents")
        verbose_name_plural = _("fields of documents")
