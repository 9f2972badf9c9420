"""Which roles a person has at the door, by permissions: what they are told apart by in the settings."""

from django.conf import settings

# The words of SECOND_FACTOR_FOR and SESSION_IDLE_MINUTES, and what makes somebody one of them: any of these.
ROLES = {
    "board": ("submissions.review_news", "submissions.head_board"),
    "desk": ("submissions.run_desk", "royalties.prepare_tables"),
    "accountant": ("royalties.check_lists", "royalties.keep_budget", "royalties.see_personal_details"),
    "head_of_office": ("royalties.approve_lists",),
    "administrator": ("submissions.manage_site", "submissions.change_user", "auth.change_group"),
}
SUPERUSER = "superuser"
OTHERS = "others"
# For a setting that is meant to be empty, where the environment takes an empty one for none at all.
NOBODY = "nobody"
WORDS = (*ROLES, SUPERUSER, OTHERS, NOBODY)


def roles_at_the_door(user):
    """The words (set of str) for what `user` is; OTHERS for whoever is nothing of the rest."""
    if user.is_superuser:
        return {SUPERUSER}
    return {word for word, held in ROLES.items() if any(map(user.has_perm, held))} or {OTHERS}


def must_have_factor(user):
    """Whether `user` does nothing here without a second factor."""
    wanted = settings.SECOND_FACTOR_FOR
    return bool(wanted) and not roles_at_the_door(user).isdisjoint(wanted)


def idle_minutes(user):
    """After how many minutes without a request the session of `user` ends (int): the least of the roles; 0 never."""
    limits = settings.SESSION_IDLE_MINUTES
    if not limits:
        return 0
    return min((limits[word] for word in roles_at_the_door(user) if limits.get(word)), default=0)
