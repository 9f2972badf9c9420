"""The screens of consultations, their opinions, several of these given out at once, and the files."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.log_actions import log

from consultation.desk import figures, files
from consultation.desk.screens import TITLE, OfConsultation, OpinionScreen
from consultation.handling import replying
from consultation.models import ConsultationPage
from consultation.rights import rights
from submissions.screens.deciding import DecidingView
from submissions.screens.downloads import CSV, XLSX, as_file
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import Refusal
from vietnamese.slugs import slugify

PAGE_SIZE = 40
# As many as a person reads in one go.
MOST_AT_ONCE = 20
TAKEN_AWAY = "consultation.taken_away"


class ConsultationsView(OpinionScreen, TemplateView):
    """All consultations that were ever public, the last to end first, with what waits in each."""

    template_name = "consultation/desk/consultations.html"
    page_title = TITLE

    def get_context_data(self, **kwargs):
        public = ConsultationPage.objects.filter(first_published_at__isnull=False).select_related("unit")
        found = figures.with_counts(public).order_by("-closes_on", "-pk")
        page = Paginator(found, PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs, page_obj=page)


class CommentsView(OfConsultation, TemplateView):
    """The opinions on one draft by what is to be done; the last that came stands first."""

    template_name = "consultation/desk/comments.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("xem")
        tab = asked if asked in figures.TABS else "can-lam"
        comments = self.consultation.comments.all()
        counts = figures.counts(comments)
        rows = comments.filter(figures.TABS[tab][1]).select_related("words", "reply").order_by("-received_at", "-pk")
        return super().get_context_data(
            **kwargs,
            consultation=self.consultation,
            tab=tab,
            tabs=[(name, label, counts[name]) for name, (label, _condition) in figures.TABS.items()],
            has_to_read=rights.waiting_for(self.request.user, comments).exists(),
            decisions=figures.decisions(comments),
            page_obj=Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("p")),
        )


class ReadManyView(OfConsultation, TemplateView):
    """Replies that another wrote, each with its opinion, to be given out together by who has read them."""

    template_name = "consultation/desk/read_many.html"

    def name_in_trail(self):
        return _("Read several and give them out")

    def get_context_data(self, **kwargs):
        waiting = rights.waiting_for(self.request.user, self.consultation.comments)
        shown = waiting.select_related("words", "reply__prepared_by")[:MOST_AT_ONCE]
        return super().get_context_data(**kwargs, consultation=self.consultation, comments=list(shown))


class GiveManyView(OfConsultation, DecidingView):
    """All that were chosen, as they were shown, or none."""

    number = 0

    def act(self):
        keys = {posted_number(key) for key in self.request.POST.getlist("chon")[:MOST_AT_ONCE]} - {None}
        known = set(self.consultation.comments.filter(pk__in=keys).values_list("pk", flat=True))
        if not keys or known != keys:
            raise Refusal(_("Please choose what is to be given out."))
        positions = {key: self.request.POST.get(f"position-{key}", "") for key in keys}
        replying.give_many(positions, user=self.request.user)
        self.number = len(keys)

    @property
    def done(self):
        return _("Given out: %(number)d.") % {"number": self.number}

    @property
    def address(self):
        return reverse("consultation:read_many", args=[self.consultation.pk])

    def after_success(self):
        return reverse("consultation:comments", args=[self.consultation.pk])


class FileView(OfConsultation, View):
    """All opinions on one draft as a file, by a button: that it was taken is noted, and a mere look writes nothing."""

    http_method_names = ["post", "options"]
    content_type, suffix, made = "", "", None

    def post(self, request, *args, **kwargs):
        page = self.consultation
        content = type(self).made(page)
        log(instance=page, action=TAKEN_AWAY, user=request.user)
        name = f"{_('Opinions')} – {slugify(page.title)[:80]}.{self.suffix}"
        return as_file(content, name=name, content_type=self.content_type)


class XlsxView(FileView):
    content_type, suffix, made = XLSX, "xlsx", staticmethod(files.comments_xlsx)


class CsvView(FileView):
    content_type, suffix, made = CSV, "csv", staticmethod(files.comments_csv)
