"""Slips of the pen that are mended wherever they stand: ``sumber.ejaan`` of katalog.yaml."""

import re
from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"[^\W_]+")


class Spellings:
    """What was meant by words that are printed wrongly; capitals do not matter."""

    def __init__(self, meant: Mapping[str, str]) -> None:
        self._starting: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for printed, word in meant.items():
            words = tuple(_WORD.findall(printed.casefold()))
            if words:
                self._starting.setdefault(words[0], []).append((words, word))
        for several in self._starting.values():
            several.sort(key=lambda each: -len(each[0]))  # the longest that fits is meant

    def replaced(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Which of the words are slips: from which to before which, and what was meant."""
        at = 0
        while at < len(words):
            for slip, meant in self._starting.get(words[at].casefold(), ()):
                end = at + len(slip)
                if tuple(word.casefold() for word in words[at:end]) == slip:
                    yield at, end, meant
                    at = end - 1
                    break
            at += 1

    def mended(self, text: str) -> str:
        """A text as it was meant."""
        found = list(_WORD.finditer(text))
        parts, shown = [], 0
        for first, end, meant in self.replaced([word[0] for word in found]):
            parts += [text[shown : found[first].start()], meant]
            shown = found[end - 1].end()
        return "".join((*parts, text[shown:]))
