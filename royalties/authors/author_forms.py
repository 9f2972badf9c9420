"""The form of an author: only accounts that nobody else has, told apart by their user names."""

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm

from submissions.models import User
from submissions.units.memberships_admin import account_label


class AuthorForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        free = Q(is_active=True, royalty_author=None)
        field.queryset = User.objects.filter(free | Q(pk=self.instance.account_id))
        field.label_from_instance = account_label
