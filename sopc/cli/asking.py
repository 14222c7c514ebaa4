"""Asking a user at a terminal for what the words of a command do not say, a line at a time."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from sopc.cli.common import UNUSABLE
from sopc.cli.streams import is_terminal, read_answer, tell
from sopc.diagnostics import Diagnostic, Severity
from sopc.language import Phrase, Translate

Refused = Callable[[str], Sequence[Phrase]]
"""Why an answer cannot be: nothing, where it can."""


def nothing_refused(answer: str) -> Sequence[Phrase]:
    """Any answer can be."""
    del answer
    return ()


def reasons(found: Sequence[Diagnostic], severity: Severity) -> Iterator[Phrase]:
    """What findings say, and what to write instead, without where they stand."""
    for each in dict.fromkeys((d.message, d.hint) for d in found if d.severity is severity):
        message, hint = each
        yield Phrase("{message}; {hint}", message=message, hint=hint) if hint else message


def is_asked() -> bool:
    """Whether somebody is there to answer."""
    return is_terminal(sys.stdin)


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions, and what is wrong with the words of the command line, to be told all at once."""

    say: Translate
    problems: list[Phrase] = field(default_factory=list)

    def line(
        self,
        question: Phrase,
        refused: Refused = nothing_refused,
        *,
        default: str = "",
        needed: bool = False,
    ) -> str:
        """An answer that can be; of one that cannot it is told why, and the question comes again.

        Without words the default is taken, which may be none unless an answer is ``needed``.
        """
        shown = f" [{default}]" if default else ""
        while True:
            answer = read_answer(f"{self.say(question)}{shown}: ").strip() or default
            if needed and not answer:
                self.tell(Phrase("this cannot be left out"))
                continue
            problems = refused(answer) if answer else ()
            if not problems:
                return answer
            for problem in problems:
                self.tell(problem)

    def choice(
        self,
        question: Phrase,
        options: Sequence[tuple[str, str]],
        refused: Refused = nothing_refused,
        *,
        default: str = "",
        needed: bool = False,
    ) -> str:
        """One of several, by its place or in its own words, each with what is said of it; or what
        else is typed, if that can be."""
        self.list([f"{value}  {said}".rstrip() for value, said in options])

        def meant(answer: str) -> str:
            return options[int(answer) - 1][0] if _is_place(answer, len(options)) else answer

        def refused_if_meant(answer: str) -> Sequence[Phrase]:
            return refused(meant(answer))

        return meant(self.line(question, refused_if_meant, default=default, needed=needed))

    def list(self, lines: Sequence[str]) -> None:
        """Lines to choose from, by their places from 1."""
        for place, line in enumerate(lines, 1):
            tell(f"  {place}. {line}", err=True)

    def tell(self, phrase: Phrase) -> None:
        """Say something beside the questions."""
        tell(self.say(phrase), err=True)

    def stop_if_wrong(self) -> None:
        """End the run when words of the command line are wrong or lacking, and say which."""
        if self.problems:
            self.stop()

    def stop(self) -> NoReturn:
        """End the run with all that is wrong with the words of the command line."""
        for problem in self.problems:
            tell(f"sopc: {self.say(problem)}", err=True)
        sys.exit(UNUSABLE)


def _is_place(answer: str, count: int) -> bool:
    return answer.isascii() and answer.isdecimal() and 1 <= int(answer[:9]) <= count
