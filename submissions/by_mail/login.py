"""Wagtail's log-in, after which a person's own device is known."""

from wagtail.admin.views.account import LoginView as WagtailLoginView

from submissions.by_mail import devices


class LoginView(WagtailLoginView):
    def form_valid(self, form):
        response = super().form_valid(form)
        if form.cleaned_data["is_own_device"]:
            devices.leave_mark(self.request, response, user=form.get_user())
        return response
