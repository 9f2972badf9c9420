"""A pytest plugin: each test as if it were the only one of its module (`make test-alone ROOM=submissions/chain`).

After each test everything that modules and classes have made is taken down, stories too (told.py): what is
left is the session's (the database, the browser). A test that lives from what another has had told, without asking for
it, fails then in any order; a shuffled run finds it only where the other comes later. A test that asks for all that is
made in its module cannot live from another's, and is left out.
"""

import pytest
from _pytest import runner

from . import roomy


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    """After tests/conftest.py, so that this plugin is asked before roomy.py, in whose place it comes."""
    config.pluginmanager.register(Alone(), "alone")


def asked_for(item):
    """The fixtures that `item` asks for, itself or by another's request, and that are kept for others too.

    Each as (whose it is: a class or a file, its name).
    """
    definitions = item._fixtureinfo.name2fixturedefs
    scopes = {name: definitions[name][-1].scope for name in item.fixturenames if name in definitions}
    owner = {"class": item.cls, "module": item.path}
    return {(owner[scope], name) for name, scope in scopes.items() if owner.get(scope)}


def may_live_from_others(items):
    """Those of `items` beside which others of the file or class ask for more, and those that ask while they run."""
    kept = {}
    for item in items:
        for owner, name in asked_for(item):
            kept.setdefault(owner, set()).add((owner, name))

    def asks_for_less(item):
        beside = kept.get(item.path, set()) | kept.get(item.cls, set())
        return beside - asked_for(item) or "request" in item._fixtureinfo.argnames

    return list(filter(asks_for_less, items))


class Alone:
    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        kept = may_live_from_others(items)
        config.hook.pytest_deselected(items=list(set(items) - set(kept)))
        items[:] = kept

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item, nextitem):
        """To pytest the next test is the session itself, which needs nothing that a module has made."""
        return roomy.roomy(runner.pytest_runtest_protocol, item, nextitem and item.session)
