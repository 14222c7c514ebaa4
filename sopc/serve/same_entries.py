"""Which entry of a list is which in the same list as somebody else has changed it."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from sopc.edit.patched import is_same
from sopc.load.yaml_scalars import YamlValue

_ALIKE: Final = 0.8
"""So much of a step's sentence is the same where it is the same step with other words."""
_NAMES: Final = ("kode", "uraian")
"""What an entry is known by, where no other says the same."""


def places_in(base: Sequence[YamlValue], now: Sequence[YamlValue]) -> list[int | None]:
    """The place of each entry in the list as it is now, from 0; None for one that is gone, or is
    not known again."""
    found: list[int | None] = [None] * len(base)
    old, new = [repr(each) for each in base], [repr(each) for each in now]
    _match(old, new, found)
    for name in _NAMES:
        _match([_named(each, name) for each in base], [_named(each, name) for each in now], found)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            _pair(base, now, range(i1, i2), range(j1, j2), found)
    return found


def _named(entry: YamlValue, name: str) -> str | None:
    said = entry.get(name) if isinstance(entry, dict) else None
    return said if isinstance(said, str) and said else None


def _match(old: Sequence[str | None], new: Sequence[str | None], found: list[int | None]) -> None:
    """Entries that are known by what no other says, in both lists."""
    before, after = Counter(old), Counter(new)
    taken = set(found)
    for place, said in enumerate(old):
        if found[place] is None and said is not None and before[said] == after[said] == 1:
            to = new.index(said)
            found[place] = to if to not in taken else None


def _pair(
    base: Sequence[YamlValue],
    now: Sequence[YamlValue],
    old: range,
    new: range,
    found: list[int | None],
) -> None:
    """Entries that were changed where they stand, in their order."""
    begin = new.start
    for place in old:
        if found[place] is not None:
            continue
        free = [to for to in range(begin, new.stop) if to not in found]
        like = next((to for to in free if _is_like(base[place], now[to])), None)
        if like is not None:
            found[place], begin = like, like + 1


def _is_like(one: YamlValue, other: YamlValue) -> bool:
    """Whether two entries are the same one, before and after a change of something in it."""
    if is_same(one, other):
        return True
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    said, says = one.get("uraian"), other.get("uraian")
    if isinstance(said, str) and isinstance(says, str):
        return SequenceMatcher(None, said, says, autojunk=False).ratio() >= _ALIKE
    same = sum(key in other and is_same(one[key], other[key]) for key in one)
    return 2 * same >= len({*one, *other})
