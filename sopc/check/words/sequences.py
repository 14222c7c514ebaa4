"""Sequences of words, numbered by what they begin with: one is found in as many steps as it has."""

from collections.abc import Iterable, Iterator


class Sequences:
    """Each beginning of each sequence that was added has a number; that of no words is 0."""

    def __init__(self) -> None:
        self._next: dict[tuple[int, str], int] = {}

    def add(self, words: Iterable[str]) -> list[int]:
        """The numbers of no word, of the first, of the first two and so on, made as needed."""
        found = [0]
        for word in words:
            found.append(self._next.setdefault((found[-1], word), len(self._next) + 1))
        return found

    def follow(self, words: Iterable[str]) -> Iterator[int]:
        """The same as far as a sequence that was added begins so."""
        number = 0
        yield number
        for word in words:
            following = self._next.get((number, word))
            if following is None:
                return
            number = following
            yield number
