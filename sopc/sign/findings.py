"""What is found of a signed file: each finding has one cause, and a cause says how grave it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sopc.language import Hint, Phrase


class Grade(StrEnum):
    """What a file is worth, from the best to the gravest; the words are those of ``--json``."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    UNCOMPARED = "uncompared"
    UNPROVABLE = "unprovable"
    CHANGED = "changed"

    @property
    def gravity(self) -> int:
        """How grave it is: 0 is the best."""
        return [*Grade].index(self)


STATUS = {
    Grade.CURRENT: 0,
    Grade.CHANGED: 1,
    Grade.SUPERSEDED: 3,
    Grade.UNCOMPARED: 4,
    Grade.UNPROVABLE: 5,
}
"""The exit status of ``sopc verify``; 2 is that it was used wrongly."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a file is not worth more than a grade; a note, which has none, lowers nothing.

    ``code`` is permanent, ``name`` says in a few words what it stands for.
    """

    code: str
    grade: Grade | None
    name: Phrase


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say of a file: ``message`` is a sentence, ``hint`` what to do about it.

    ``part`` is the signature's field that it is about; None when it is about the whole file.
    """

    cause: Cause
    message: Phrase
    hint: Hint = ""
    part: str | None = None

    @property
    def sentence(self) -> Phrase:
        """The message, with the part that it is about."""
        if self.part is None:
            return self.message
        return Phrase("{part}: {fault}", part=self.part, fault=self.message)

    @property
    def told(self) -> Phrase:
        """The message, and what to do about it."""
        if not self.hint:
            return self.message
        return Phrase("{problem}; {hint}", problem=self.message, hint=self.hint)

    @property
    def lowers(self) -> bool:
        """Whether a file is worth less for it."""
        return self.cause.grade is not None


def grade_of(findings: Iterable[Finding]) -> Grade:
    """What a file of such findings is worth: the gravest of their grades."""
    grades = (finding.cause.grade for finding in findings)
    return gravest(grade for grade in grades if grade is not None)


def gravest(grades: Iterable[Grade]) -> Grade:
    """The gravest of some grades; of none, that nothing is wrong."""
    return max(grades, key=lambda grade: grade.gravity, default=Grade.CURRENT)
