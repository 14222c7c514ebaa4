"""Keys and names of files, made from words that are printed."""

import re
from collections.abc import Container
from itertools import count
from unicodedata import normalize

from sopc.catalogue.base import as_key
from sopc.check.numbers.portable_name import is_device
from sopc.load.written_scalars import written

_WORDS = re.compile(r"[a-z0-9]+")


def slug(words: str, longest: int) -> str:
    """Words as keys are written: ``Sub Bagian Umum`` → ``sub-bagian-umum``; nothing where they have
    no letter or digit that a key may have."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    return as_key(_WORDS.findall(plain), longest)


def free_key(words: str, taken: Container[str], *, otherwise: str, longest: int = 40) -> str:
    """A key for something that is called so, which no other has and every system can store as a
    name; ``otherwise`` and a number, where the words give none."""
    made = slug(words, longest)
    is_word = bool(made) and written(made) == made  # YAML has no number, or nothing, of that name
    if is_word and not is_device(made) and made not in taken:
        return made
    if made and not is_word:
        return free_key(f"{otherwise} {made}", taken, otherwise=otherwise, longest=longest)
    begin = f"{made or otherwise}-"
    return next(
        f"{begin}{n}" for n in count(2 if made in taken else 1) if f"{begin}{n}" not in taken
    )
