"""How wrong passwords are counted: five for a user name, twenty for an address, within ten minutes."""

from axes.handlers.database import AxesDatabaseHandler


class LockoutHandler(AxesDatabaseHandler):
    pass
