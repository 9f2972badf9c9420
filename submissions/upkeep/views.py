"""The screens of the administrator's menu."""

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.widgets import AdminDateInput

from submissions.accounts.refused_addresses import refused_addresses
from submissions.models import User
from submissions.screens.access import AllowedMixin, ScreenMixin
from submissions.screens.deciding import DecidingView
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import Refusal
from submissions.upkeep import changes, entries, files, locked, mails
from submissions.upkeep.menu import user_can_look_after

PER_PAGE = 50
# In one go; the others follow.
MOST_AT_ONCE = 500


class UpkeepMixin(AllowedMixin):
    allowed = staticmethod(user_can_look_after)


class ListMixin(ScreenMixin):
    """A page of a list, and the way to the others."""

    @property
    def asked_file(self):
        """As what kind of file (a key of files.KINDS) the list is asked for, or None."""
        kind = self.request.GET.get("tep")
        return kind if kind in files.KINDS else None

    def page_of(self, rows):
        return Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))


class MailsView(UpkeepMixin, ListMixin, TemplateView):
    template_name = "submissions/upkeep/mails.html"
    page_title = gettext_lazy("Mails sent out")
    header_icon = "mail"

    @cached_property
    def tab(self):
        asked = self.request.GET.get("xem")
        return asked if asked in mails.TABS else next(iter(mails.TABS))

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("q", "").strip()
        rows = mails.of_tab(self.tab)
        if words:
            rows = rows.filter(to__icontains=words, **dict.fromkeys(mails.OF_CITIZENS))
        page = self.page_of(rows)
        return super().get_context_data(
            refused=refused_addresses() if self.tab == "loi" else [],
            tab=self.tab,
            tabs=[(name, label) for name, (label, _states) in mails.TABS.items()],
            words=words,
            page_obj=page,
            rows=[
                {
                    "mail": mail,
                    "to": mails.receivers(mail),
                    "subject": mails.subject_of(mail),
                    "why": mails.why(mail),
                    "can_send": self.tab != "da-gui" and mails.has_text(mail),
                }
                for mail in page
            ],
            **kwargs,
        )


class SendAgainView(UpkeepMixin, DecidingView):
    """One mail, or all that failed."""

    sent = 0

    def act(self):
        number = posted_number(self.request.POST.get("mail"))
        if number is not None:
            keys = [number]
        elif "all" in self.request.POST:
            keys = list(mails.of_tab("loi").values_list("pk", flat=True)[:MOST_AT_ONCE])
        else:
            raise Refusal(_("Please choose a mail."))
        self.sent = mails.send_again(keys=keys, user=self.request.user)

    @property
    def done(self):
        return ngettext(
            "%(number)d mail goes out with the next round, within a minute.",
            "%(number)d mails go out with the next round, within a minute.",
            self.sent,
        ) % {"number": self.sent}

    @property
    def address(self):
        return reverse("upkeep:mails")


class LockedView(UpkeepMixin, ScreenMixin, TemplateView):
    template_name = "submissions/upkeep/locked.html"
    page_title = gettext_lazy("Locked accounts")
    header_icon = "lock"

    def get_context_data(self, **kwargs):
        accounts, addresses = locked.locked_accounts(), locked.locked_addresses()
        return super().get_context_data(accounts=accounts, addresses=addresses, **kwargs)


class OpenView(UpkeepMixin, DecidingView):
    """An account, or an address."""

    done = gettext_lazy("Opened. The person can log in again now.")

    def act(self):
        user, account = self.request.user, posted_number(self.request.POST.get("account"))
        if account is not None and User.objects.filter(pk=account).exists():
            locked.open_account(pk=account, user=user)
        elif address := self.request.POST.get("address", ""):
            locked.open_address(address=address[:45], user=user)
        else:
            raise Refusal(_("Please choose an account."))

    @property
    def address(self):
        return reverse("upkeep:locked")


class ChangesForm(forms.Form):
    """What the list is narrowed by."""

    kind = forms.ChoiceField(label=gettext_lazy("About what"), required=False)
    person = forms.ModelChoiceField(
        label=gettext_lazy("By whom"), queryset=User.objects.none(), required=False, empty_label=gettext_lazy("All")
    )
    since = forms.DateField(label=gettext_lazy("From the day"), widget=AdminDateInput, required=False)
    until = forms.DateField(label=gettext_lazy("To the end of the day"), widget=AdminDateInput, required=False)

    def __init__(self, *args, families, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *((one.key, capfirst(one.label)) for one in families)]
        self.fields["person"].queryset = people


class LogView(ListMixin, TemplateView):
    """Entries of Wagtail's log, narrowed; heirs say which (`families`) and to whom they are shown."""

    template_name = "submissions/upkeep/changes.html"
    header_icon = "history"
    what_it_is = ""

    def families(self):
        return changes.families()

    def narrowed(self, entries):
        """`entries` of those that this list shows at all."""
        return entries

    @cached_property
    def form(self):
        families = self.families()
        people = User.objects.filter(pk__in=self.narrowed(changes.entries(families)).order_by().values("user"))
        return ChangesForm(self.request.GET or None, families=families, people=people)

    @cached_property
    def found(self):
        """The entries that the form asks for."""
        given = self.form.cleaned_data if self.form.is_valid() else {}
        chosen = [one for one in self.families() if one.key == given.get("kind")] or self.families()
        of_person = {"user": given.get("person"), "since": given.get("since"), "until": given.get("until")}
        return self.narrowed(changes.entries(chosen, **of_person))

    def get(self, request, *args, **kwargs):
        if self.asked_file is None:
            return super().get(request, *args, **kwargs)
        return files.as_table_file(
            self.asked_file,
            title=str(self.page_title),
            name="nhat-ky",
            headings=files.change_headings(),
            shares=(14, 20, 20, 30, 40),
            rows=files.change_lines(self.found),
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form,
            page_obj=self.page_of(self.found),
            media=self.form.media,
            what_it_is=self.what_it_is,
            **kwargs,
        )


class ChangesView(UpkeepMixin, LogView):
    page_title = gettext_lazy("Who changed what")
    what_it_is = gettext_lazy(
        "Units, people, settings and rates: who added or changed what, and when. What stands in a piece of news, its "
        "own page tells."
    )


class EntriesForm(forms.Form):
    """What the list of who logged in is narrowed by."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Who"), queryset=User.objects.all(), required=False, empty_label=gettext_lazy("All")
    )
    address = forms.GenericIPAddressField(label=gettext_lazy("From the address"), required=False)
    since = forms.DateField(label=gettext_lazy("From the day"), widget=AdminDateInput, required=False)
    until = forms.DateField(label=gettext_lazy("To the end of the day"), widget=AdminDateInput, required=False)


class EntriesView(UpkeepMixin, ListMixin, TemplateView):
    """Who logged in, from where; of who tried in vain, the list of locked accounts tells."""

    template_name = "submissions/upkeep/entries.html"
    page_title = gettext_lazy("Who logged in")
    header_icon = "user"

    @cached_property
    def form(self):
        return EntriesForm(self.request.GET or None)

    @cached_property
    def found(self):
        given = self.form.cleaned_data if self.form.is_valid() else {}
        narrowed = {name: given.get(name) for name in ("address", "since", "until")}
        return entries.entries(user=given.get("person"), **narrowed)

    def get(self, request, *args, **kwargs):
        if self.asked_file is None:
            return super().get(request, *args, **kwargs)
        return files.as_table_file(
            self.asked_file,
            title=str(self.page_title),
            name="dang-nhap",
            headings=entries.headings(),
            shares=(16, 26, 18, 22, 16),
            rows=files.entry_lines(self.found),
        )

    def get_context_data(self, **kwargs):
        page = self.page_of(self.found)
        return super().get_context_data(
            form=self.form, page_obj=page, rows=entries.with_names(page), media=self.form.media, **kwargs
        )
