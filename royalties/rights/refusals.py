"""Why something is not done with money, told to the person who asked for it."""


class RoyaltyRefusal(Exception):
    """Must not happen; `sentence` tells the person why, in Vietnamese, and what to do. Nothing was changed."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyDone(RoyaltyRefusal):
    """Somebody else was quicker, or the same click came twice."""
