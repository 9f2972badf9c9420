"""Screens and files with personal numbers: kept out of caches, and out of reports of errors."""

from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables


class Unreported:
    """What a view below this one has in its hands stands in no report of an error (Django's, which mails them)."""

    @method_decorator([never_cache, sensitive_post_parameters(), sensitive_variables()])
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        # Otherwise written out later, beyond the reach of these decorators.
        return response.render() if hasattr(response, "render") else response
