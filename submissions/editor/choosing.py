"""Which photos and documents a person may put into a piece: any number can be posted, whatever form it comes by."""

from wagtail.images import get_image_model


def may_choose(user, model, pk):
    """Whether `user` may choose the photo or document `pk` of `model` (Wagtail's image or document model)."""
    # Wagtail makes both when they are imported, of models that do not exist yet while this module is.
    from wagtail.documents.permissions import permission_policy as documents
    from wagtail.images.permissions import permission_policy as images

    policy = images if model is get_image_model() else documents
    item = model.objects.filter(pk=pk).first()
    return item is not None and policy.user_has_permission_for_instance(user, "choose", item)
