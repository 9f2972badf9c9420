"""The two kinds of page of the plain site, without any care for what they cost."""

from django.db import models
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class PlainHome(Page):
    template = "plain/home.html"

    def get_context(self, request, *args, **kwargs):
        newest = PlainArticle.objects.live().order_by("-first_published_at")[:20]
        return super().get_context(request, *args, **kwargs) | {"newest": newest}


class PlainArticle(Page):
    template = "plain/article.html"

    intro = models.TextField(blank=True)
    photo = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField([("text", RichTextBlock()), ("photo", ImageChooserBlock())], blank=True)
