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
        self._single = {
            words[0]: word
            for slips in self._starting.values()
            for words, word in slips
            if not words[1:]
        }
        for several in self._starting.values():
            several.sort(key=lambda each: -len(each[0]))  # the longest that fits is meant

    def read(self, words: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
        """Words as they were meant, and at which of them each begins."""
        at = 0
        for begin, end, meant in self._slips(words) if self._starting else ():
            yield from ((index, (words[index],)) for index in range(at, begin))
            yield begin, _WORD.findall(meant)
            at = end
        yield from ((index, (words[index],)) for index in range(at, len(words)))

    def mended(self, text: str) -> str:
        """A text as it was meant."""
        found = list(_WORD.finditer(text))
        parts, shown = [], 0
        for first, end, meant in self._slips([word[0] for word in found]):
            parts += [text[shown : found[first].start()], meant]
            shown = found[end - 1].end()
        return "".join((*parts, text[shown:]))

    def _slips(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Which of the words are slips: from which to before which, and what was meant."""
        plain = [word.casefold() for word in words]
        at = 0
        while at < len(plain):
            step = 1
            for slip, meant in self._starting.get(plain[at], ()):
                if tuple(plain[at : at + len(slip)]) == slip:
                    yield at, at + len(slip), meant
                    step = len(slip)
                    break
            else:
                broken = "".join(plain[at : at + 2])  # by the end of a line
                if broken in self._single and at + 1 < len(plain):
                    yield at, at + 2, self._single[broken]
                    step = 2
            at += step
