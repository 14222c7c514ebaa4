"""The filters that templates have besides those of Jinja2."""

import re


def part_words(part: str) -> str:
    """A part of an SOP in words: ``langkah[5].pelaksana`` → ``Langkah 5: pelaksana``."""
    words = re.sub(r"\[(\d+)\]", r" \1", part).replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def in_lines(text: str, most: int = 46) -> tuple[str, ...]:
    """A title in lines of about equal length, none longer than ``most`` letters if it can be."""
    count = -(-len(text) // most)
    words, lines = text.split(), []
    for remaining in range(count, 1, -1):
        goal = len(" ".join(words)) / remaining
        sizes = [len(" ".join(words[:i])) for i in range(1, len(words))]
        if not sizes:
            break
        cut = 1 + min(range(len(sizes)), key=lambda i: abs(sizes[i] - goal))
        lines.append(" ".join(words[:cut]))
        words = words[cut:]
    return (*lines, " ".join(words))
