"""Steps that others lead to by counting rows get a name, made of what they say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sopc.catalogue.base import as_key
from sopc.catalogue.step import CODE, END, LONGEST_CODE
from sopc.changes import KeyPath
from sopc.load.yaml_scalars import YamlValue

_PART = re.compile(r"[a-z0-9]+|[,.;:(]")
_VERB = re.compile(r"me(?:m|n|ng|ny|l|r|w|y)[a-z]{3,}|ber[a-z]{4,}|ditanda[a-z]+")
# fmt: off
_PASSED_OVER = frozenset([
    "a", "adalah", "akan", "antara", "atas", "bagi", "bahwa", "beserta", "dan", "dapat", "di",
    "dilakukan", "hal", "harus", "ini", "itu", "juga", "maka", "mengenai", "menjadi", "namun",
    "para", "per", "pun", "saat", "sebagaimana", "secara", "seluruh", "semua", "serta",
    "setiap", "suatu", "tentang", "tersebut", "tidak", "yaitu",
])
_LEADS_ON = frozenset([
    "yang", "apakah", "apabila", "bila", "jika", "kalau", "untuk", "dari", "kepada", "oleh",
    "dengan", "dalam", "pada", "melalui", "agar", "sehingga", "guna", "berdasarkan", "sesuai",
    "menurut", "atau", "telah", "ke", "setelah", "sebelum", "kemudian", "lalu", "selanjutnya",
    "sebagai", "terhadap",
])
# fmt: on
"""Words that say nothing of a step by themselves; the latter lead on to what says less of it."""
_WORDS = 3
"""So many words has a name, unless others have the same."""
_MOST_WORDS = 6
_FURTHEST = 10
"""So far on in its sentence is the verb at most."""


@dataclass(frozen=True, slots=True)
class StepNames:
    """The names that counted targets become, by the target's path, and which step or row gets a
    name that it did not have, by its path."""

    targets: Mapping[KeyPath, str] = field(default_factory=dict)
    codes: Mapping[KeyPath, str] = field(default_factory=dict)


NO_NAMES = StepNames()


def naming_of(sop: YamlValue) -> StepNames:
    """How the targets of an SOP that count rows can be names.

    A target that counts what is not there stays, and all do where a note on the source has taken,
    or offers, a row's place.
    """
    if not isinstance(sop, dict):
        return NO_NAMES
    steps = sop.get("langkah")
    if not isinstance(steps, list) or is_noted(sop):
        return NO_NAMES
    taken = CodesGiven(str(part["kode"]) for part, _ in _parts(steps) if "kode" in part)
    names: dict[int, str] = {}
    targets: dict[KeyPath, str] = {}
    codes: dict[KeyPath, str] = {}
    once = _codes_once(steps)
    for path, target in _counted(steps):
        if target not in names:
            row = steps[target - 1] if 1 <= target <= len(steps) else None
            if not isinstance(row, dict):
                continue
            name, is_new = _named(row, once, taken)
            if not name:
                continue
            names[target] = name
            if is_new:
                taken.add(name)
                codes["langkah", target - 1] = name
        targets[path] = names[target]
    return StepNames(targets, codes)


def named(sop: YamlValue, naming: StepNames) -> YamlValue:
    """An SOP's data as they are with the names."""
    return _named_within(sop, (), naming)


def _named_within(value: YamlValue, path: KeyPath, naming: StepNames) -> YamlValue:
    if path in naming.targets:
        return naming.targets[path]
    if isinstance(value, list):
        return [_named_within(each, (*path, index), naming) for index, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    found = {key: _named_within(each, (*path, key), naming) for key, each in value.items()}
    return {**found, "kode": naming.codes[path]} if path in naming.codes else found


def _parts(steps: list[YamlValue]) -> Iterator[tuple[dict[str, YamlValue], KeyPath]]:
    """The rows and the parts of rows, with their paths."""
    for index, row in enumerate(steps):
        if not isinstance(row, dict):
            continue
        yield row, ("langkah", index)
        chain = row.get("rangkaian")
        for place, part in enumerate(chain if isinstance(chain, list) else ()):
            if isinstance(part, dict):
                yield part, ("langkah", index, "rangkaian", place)


def _counted(steps: list[YamlValue]) -> Iterator[tuple[KeyPath, int]]:
    """The targets that count rows."""
    for part, path in _parts(steps):
        decision = part.get("keputusan")
        exits: Iterable[tuple[str | int, YamlValue]] = ()
        if isinstance(decision, dict):
            exits = decision.items()
        elif isinstance(decision, list):
            exits = enumerate(decision)
        for label, target in exits:
            if type(target) is int:
                yield (*path, "keputusan", label), target
        target = part.get("lanjut")
        if type(target) is int:
            yield (*path, "lanjut"), target


def _codes_once(steps: list[YamlValue]) -> frozenset[str]:
    """The codes that one step has, and no other."""
    seen: dict[str, int] = {}
    for part, _ in _parts(steps):
        code = part.get("kode")
        if isinstance(code, str):
            seen[code] = seen.get(code, 0) + 1
    return frozenset(code for code, count in seen.items() if count == 1 and _is_code(code))


def _is_code(text: str) -> bool:
    return text != END and re.fullmatch(CODE, text) is not None


class CodesGiven:
    """The names that there are, and how often each was asked for."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = {*names, END}
        self._asked: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, name: str) -> None:
        """Take a name."""
        self._names.add(name)

    def free(self, name: str) -> str:
        """A name with a number behind it, which is not taken."""
        while True:
            number = self._asked[name] = self._asked.get(name, 1) + 1
            more = f"-{number}"
            found = f"{name[: LONGEST_CODE - len(more)].rstrip('-')}{more}"
            if found not in self._names:
                return found


def _named(row: dict[str, YamlValue], once: frozenset[str], taken: CodesGiven) -> tuple[str, bool]:
    """The name of a row, and whether it is a new one; an empty one where none can be given."""
    chain = row.get("rangkaian")
    first = chain[0] if isinstance(chain, list) and chain else None
    for part in (row, first):
        code = part.get("kode") if isinstance(part, dict) else None
        if code is not None:
            return (code, False) if isinstance(code, str) and code in once else ("", False)
    said = row.get("uraian")
    return (code_of(said, taken), True) if isinstance(said, str) else ("", False)


def code_of(said: str, taken: CodesGiven) -> str:
    """A name for what is done, that is not ``taken``; empty where there is no word for it."""
    words, first = _words_of(said)
    if not words:
        return ""
    for count in (first, *range(_WORDS, len(words) + 1)):
        code = as_key(words[:count], LONGEST_CODE)
        if code not in taken:
            return code
    return taken.free(as_key(words[:first], LONGEST_CODE))


def _is_verb(word: str) -> bool:
    is_more = word not in _PASSED_OVER and word not in _LEADS_ON
    return is_more and _VERB.fullmatch(word) is not None


def _words_of(said: str) -> tuple[list[str], int]:
    """The words that can make a name, from the verb on, and how many of them say enough."""
    words: list[str] = []
    enough = 0
    parts = _PART.findall(said.lower())
    begin = next((at for at, part in enumerate(parts[:_FURTHEST]) if _is_verb(part)), 0)
    for part in parts[begin:]:
        if len(words) > 1 and not enough and (part in _LEADS_ON or not part.isalnum()):
            enough = len(words)
        is_said = part not in _PASSED_OVER and part not in _LEADS_ON and part.isalnum()
        if is_said and (words or part[0].isalpha()) and (len(part) > 1 or part.isdigit()):
            words.append(part)
        if len(words) == _MOST_WORDS:
            break
    return words, min(enough or _WORDS, _WORDS)


def is_noted(sop: dict[str, YamlValue]) -> bool:
    """Whether a note on where a step leads took the place of a row, or offers it."""
    source = sop.get("sumber")
    notes = source.get("catatan") if isinstance(source, dict) else None
    for note in notes if isinstance(notes, list) else (notes,):
        if not isinstance(note, dict) or not re.search("keputusan|lanjut", str(note.get("bagian"))):
            continue
        if re.search(r"(?<![\w.])[0-9]+(?![\w.])", f"{note.get('diambil')} {note.get('pilihan')}"):
            return True
    return False
