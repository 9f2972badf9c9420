"""The two sheets of a piece, each under an address of its own for whoever prints it."""

import segno
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from home.sheets.words import reading_of
from submissions.models import NewsPage
from submissions.templatetags.public_news import absolute

# Above so many syllables smaller letters keep a notice on one sheet.
SHORT = 260
ON_THE_BOARD = ("text", "quote", "table")


def live(pk):
    """The live piece `pk` with what the sheets tell of it, or 404."""
    return get_object_or_404(NewsPage.objects.live().select_related("unit__page", "category"), pk=pk)


@require_safe
def reading_sheet(request, pk):
    piece = live(pk)
    return render(request, "home/sheets/reading.html", {"piece": piece, "reading": reading_of(piece)})


@require_safe
def board_sheet(request, pk):
    piece = live(pk)
    blocks = [block for block in piece.body if block.block_type in ON_THE_BOARD]
    is_long = reading_of(piece).words > SHORT
    context = {"piece": piece, "blocks": blocks, "is_long": is_long, "code": code_of(absolute(piece.get_url(request)))}
    return render(request, "home/sheets/board.html", context)


def code_of(address):
    """The QR code of `address`, as SVG with the quiet zone that readers need."""
    return SafeString(segno.make_qr(address, error="m").svg_inline(omitsize=True, svgclass="qr", light="#fff"))
