"""What a person is told who opens a photo or document that is held: kept as it was submitted (docs/safety.md)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy

from submissions.models import FileIsHeld

NAMESPACES = {"wagtailimages", "wagtaildocs"}
CHANGING = {"edit", "delete"}


class HeldFileGuard:
    """Middleware. The policy refuses to change a held file for everyone; here the person hears why.

    Also whoever was let through, and whose file was held before it was replaced or deleted (HeldFile, under its lock).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.namespace == "wagtailimages" and match.url_name in CHANGING:
            model, policy, number = get_image_model(), image_policy, kwargs.get("image_id")
        elif match.namespace == "wagtaildocs" and match.url_name in CHANGING:
            model, policy, number = get_document_model(), document_policy, kwargs.get("document_id")
        else:
            return None
        file = model.objects.filter(pk=number, is_held=True).first()
        if file is None or not request.user.is_authenticated:
            return None
        if not policy.user_has_permission_for_instance(request.user, "choose", file):
            return None
        return self.told(request, file)

    def process_exception(self, request, exception):
        match = request.resolver_match
        if not isinstance(exception, FileIsHeld) or match is None or match.namespace not in NAMESPACES:
            return None
        return self.told(request, exception.file)

    def told(self, request, file):
        messages.warning(
            request,
            _("“%(title)s” is part of a piece that was submitted, so it stays as it is. Upload a new file instead.")
            % {"title": type(file).objects.get(pk=file.pk).title},
        )
        return redirect(f"{request.resolver_match.namespace}:index")
