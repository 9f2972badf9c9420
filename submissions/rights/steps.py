"""The two steps of the chain, known by the class of their task. Names of tasks may be edited; these may not.

Without models: Wagtail's own import the end of the chain (publishing.py), and with it this module.
"""

LEADER_STEP = "unitleaderapprovaltask"
BOARD_STEP = "editorialreviewtask"


def step_of(task_state):
    """LEADER_STEP or BOARD_STEP for `task_state`, by its task's class; anything else is no part of the chain."""
    return task_state.task.cached_content_type.model
