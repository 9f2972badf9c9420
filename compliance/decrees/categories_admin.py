"""The screens of the site's categories: what pieces are filed under, whatever decree is in force."""

from django.db.models import Max
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from compliance.decrees.previews import CoveragePreview, continued_words
from submissions.models import Category
from submissions.screens.registers import KeptPolicy, KeptView, RegisterColumn, validity_in_words
from vietnamese.slugs import unique_slug


class CategoryForm(WagtailAdminModelForm):
    """The address of a category is chosen once: links in papers and letters lead to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slug = self.fields["slug"]
        slug.required = False
        slug.disabled = self.instance.pk is not None
        self.fields["continued_by"].queryset = Category.objects.exclude(pk=self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("slug") and cleaned.get("title") and "slug" not in self.errors:
            cleaned["slug"] = unique_slug(
                cleaned["title"], taken=lambda slug: Category.objects.filter(slug=slug).exists(), max_length=100
            )
        return cleaned


class CategoryIndexView(generic.IndexView):
    add_item_label = gettext_lazy("Add category")

    def get_base_queryset(self):
        return Category.objects.select_related("continued_by")


class CategoryCreateView(CoveragePreview, generic.CreateView):
    def get_initial_form_instance(self):
        """After all others."""
        last = Category.objects.aggregate(last=Max("display_order"))["last"] or 0
        return Category(display_order=last + 1)


class CategoryEditView(CoveragePreview, generic.EditView):
    pass


class CategoryKeptView(KeptView):
    why_kept = gettext_lazy(
        "A category is not deleted, because pieces and addresses rest on it. Enter the day from which it takes no new "
        "pieces."
    )


class CategoryViewSet(ModelViewSet):
    """Admin screens under /admin/chuyen-muc/."""

    model = Category
    name = "categories"
    url_prefix = "chuyen-muc"
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Categories")
    menu_order = 330
    add_to_settings_menu = True
    copy_view_enabled = False
    list_per_page = 50
    index_view_class = CategoryIndexView
    add_view_class = CategoryCreateView
    edit_view_class = CategoryEditView
    delete_view_class = CategoryKeptView
    list_display = [
        "title",
        RegisterColumn("everyday_name", label=gettext_lazy("In everyday words")),
        RegisterColumn("slug", label=gettext_lazy("Slug")),
        RegisterColumn("validity", label=gettext_lazy("Takes new pieces"), accessor=validity_in_words),
        RegisterColumn("continued", label=gettext_lazy("Continued"), accessor=continued_words),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Under a category, pieces are filed and found. What the decrees ask of it is entered under "
                    "“Categories in decrees”. A category that is no longer wanted gets an end: from that day on "
                    "nothing new is filed there, and what is there stays and is found."
                )
            ),
            MultiFieldPanel(
                [FieldPanel("title"), FieldPanel("everyday_name"), FieldPanel("slug")],
                heading=gettext_lazy("What it is called"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("continued_by")],
                heading=gettext_lazy("From when to when new pieces are filed there"),
            ),
            MultiFieldPanel(
                [FieldPanel("is_usual"), FieldPanel("display_order")], heading=gettext_lazy("Where it stands in forms")
            ),
        ],
        base_form_class=CategoryForm,
    )

    @property
    def permission_policy(self):
        return KeptPolicy(self.model)
