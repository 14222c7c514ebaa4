"""The filters that templates have besides those of Jinja2."""

import re


def part_words(part: str) -> str:
    """A part of an SOP in words: ``langkah[5].pelaksana`` → ``Langkah 5: pelaksana``, and
    ``langkah[2, 4–6].pelaksana`` → ``Langkah 2, 4–6: pelaksana``."""
    words = re.sub(r"\[(\d[\d, –]*)\]", r" \1", part).replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]
