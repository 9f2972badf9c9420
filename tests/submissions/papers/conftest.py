"""A piece that waits for its leader, and the desk that confirms papers."""

from tests import factories
from tests.plugins.told import told
from tests.workflow import submit


@told
def desk():
    return factories.UserFactory(groups=["Thường trực Ban Biên tập"])


@told
def page(piece, contributor, leader):
    return submit(piece, contributor)
