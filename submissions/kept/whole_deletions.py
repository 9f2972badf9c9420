"""Pages are deleted as a whole or not at all, also where nobody opened a transaction."""

from django.db import transaction
from treebeard.mp_tree import MP_NodeQuerySet


def install():
    """Put `QuerySet.delete` of trees into one transaction; called once, when the app is ready.

    Treebeard counts the children of the page above anew before it deletes, and a deletion may be refused after that.
    """
    MP_NodeQuerySet.delete = transaction.atomic(MP_NodeQuerySet.delete)
