"""The quick form as a browser without scripts opens, fills and sends it."""

from django.urls import reverse

from submissions.models import NewsImage, NewsPage
from tests.browserform import forms_in, values_in

# What there is once for each photo or author.
REPEATED = ("photo", "author", "author-share")
TYPED = {
    "title": "Ra quân dọn vệ sinh bãi biển Đồi Dương",
    "lead": "Sáng 29/11, hơn 100 đoàn viên dọn rác ven biển.",
    "text-0": "Từ 6 giờ sáng, lực lượng có mặt.\r\n\r\nĐến 9 giờ, bãi biển sạch.",
}


def new_address(unit):
    return reverse("submissions:quick_add", args=[unit.pk])


def address_of(piece):
    return reverse("submissions:quick", args=[piece.pk])


def piece_address(piece):
    return reverse("submissions:piece", args=[piece.pk])


def written():
    """The piece that was written as TYPED."""
    return NewsPage.objects.get(title=TYPED["title"])


def uploaded():
    """The photos that came by a form, in order."""
    return NewsImage.objects.filter(uploaded_by_user__isnull=False).order_by("pk")


def opened(client, address, **typed):
    """The form at `address` with what is `typed` in it, and "save" pressed."""
    return again(client.get(address), **typed)


def again(response, **typed):
    """The form that came back in `response`, with what is `typed` in it."""
    form = forms_in(response).select_one("#quick-form")
    for template in form.select("template"):
        template.decompose()
    several = {name: [field.get("value", "") for field in form.select(f"input[name={name}]")] for name in REPEATED}
    return values_in(form) | {name: values for name, values in several.items() if values} | {"do": "save"} | typed
