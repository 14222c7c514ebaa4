"""Why a picture cannot be printed, and where in it that stands."""

from dataclasses import dataclass

from sopc.language import Hint, Phrase


@dataclass(frozen=True, slots=True)
class Unfit:
    """A reason, what to do, and a place in a drawing's text; of pictures of points its begin."""

    reason: Phrase
    hint: Hint = ""
    line: int = 1
    column: int = 1


class UnfitPicture(Exception):
    """A picture cannot be printed; ``fault`` says why."""

    def __init__(self, reason: Phrase, hint: Hint = "", line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.fault = Unfit(reason, hint, line, column)
