"""Python reads this at the start of each process that has this folder in PYTHONPATH: its clock goes on from NOW.

So a test starts real processes on a day of its own. NOW is ISO text with the hours from UTC; what only measures how
long something takes (`time.monotonic`) is left as it is.
"""

import datetime
import os

import time_machine

time_machine.travel(datetime.datetime.fromisoformat(os.environ["NOW"]), tick=True).start()
