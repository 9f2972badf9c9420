"""One piece as the people who work on it see it."""

from django.views.generic import DetailView

from submissions.models import NewsPage


class PieceView(DetailView):
    model = NewsPage
