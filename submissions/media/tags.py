"""The tags of photos and documents: offered to whoever may see a file that has them.

Wagtail offers everybody the tags of every file, and they say what a unit is working on.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.http import JsonResponse
from taggit.models import Tag
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as documents
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentIndexView
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as images
from wagtail.images.views.chooser import ImageChooseViewMixin
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImageIndexView

# What gives a person a sight of a file.
SEEING = ["choose", "change", "delete"]
OFFERED = 10


def tags_for(user, *policies):
    """The Tags of the files that `user` may see by `policies` (of photos, of documents), the most used first."""
    theirs = Q()
    for policy in policies:
        files = policy.instances_user_has_any_permission_for(user, SEEING)
        kind = ContentType.objects.get_for_model(policy.model)
        theirs |= Q(
            taggit_taggeditem_items__content_type=kind, taggit_taggeditem_items__object_id__in=files.values("pk")
        )
    return Tag.objects.filter(theirs).annotate(uses=Count("taggit_taggeditem_items")).order_by("-uses", "name")


@require_admin_access
def autocomplete(request):
    """The names of the person's tags that begin as what was typed (JSON)."""
    term = request.GET.get("term", "")
    names = tags_for(request.user, images, documents).order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names.filter(name__istartswith=term)[:OFFERED]) if term else [], safe=False)


class OwnTags:
    """A list of files that is narrowed by the person's tags."""

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        names = [tag.name for tag in tags_for(request.user, self.permission_policy)[:OFFERED]]
        if names:
            self.filters["tag"].extra["choices"] = [(name, name) for name in names]
        else:
            self.filters.pop("tag", None)


class PhotoFilterSet(OwnTags, ImagesFilterSet):
    class Meta(ImagesFilterSet.Meta):
        model = get_image_model()


class DocumentFilterSet(OwnTags, DocumentsFilterSet):
    class Meta(DocumentsFilterSet.Meta):
        model = get_document_model()


context_of_chooser = ImageChooseViewMixin.get_context_data


def context_with_own_tags(view, **kwargs):
    return {**context_of_chooser(view, **kwargs), "popular_tags": tags_for(view.request.user, images)[:OFFERED]}


def install():
    """Put them where Wagtail's own lists and its chooser look; called once, when this app is ready."""
    ImageIndexView.filterset_class = PhotoFilterSet
    DocumentIndexView.filterset_class = DocumentFilterSet
    ImageChooseViewMixin.get_context_data = context_with_own_tags
