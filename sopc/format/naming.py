"""Steps that others lead to by counting rows get a name, made of what they say."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sopc.catalogue.step import CODE, END, LONGEST_CODE
from sopc.changes import KeyPath
from sopc.load.yaml_scalars import YamlValue

_WORD = re.compile(r"[a-z0-9]+")
_VERB = re.compile(r"me(?:m|n|ng|ny|l|r|w|y)[a-z]{3,}|ber[a-z]{4,}|ditanda[a-z]+")
# fmt: off
_PASSED_OVER = frozenset([
    "a", "akan", "adalah", "agar", "antara", "apabila", "atas", "bagi", "bahwa", "berdasarkan",
    "beserta", "bila", "dalam", "dan", "dapat", "dari", "dengan", "di", "dilakukan", "guna",
    "hal", "harus", "ini", "itu", "jika", "juga", "kalau", "ke", "kemudian", "kepada", "lalu",
    "maka", "melalui", "menjadi", "mengenai", "menurut", "namun", "oleh", "pada", "para", "per",
    "pun", "saat", "secara", "sebagai", "sebagaimana", "sebelum", "sehingga", "selanjutnya",
    "semua", "seluruh", "serta", "sesuai", "setelah", "setiap", "suatu", "tersebut", "tentang",
    "terhadap", "tidak", "untuk", "yaitu", "yang",
])
# fmt: on
"""Words that say nothing of a step by themselves."""
_WORDS = 3
"""So many words has a name, unless others have the same."""


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
    if not isinstance(steps, list) or _is_noted(sop):
        return NO_NAMES
    taken = {str(part["kode"]) for part, _ in _parts(steps) if "kode" in part}
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


def _named(row: dict[str, YamlValue], once: frozenset[str], taken: set[str]) -> tuple[str, bool]:
    """The name of a row, and whether it is a new one; an empty one where none can be given."""
    chain = row.get("rangkaian")
    first = chain[0] if isinstance(chain, list) and chain else None
    for part in (row, first):
        code = part.get("kode") if isinstance(part, dict) else None
        if code is not None:
            return (code, False) if isinstance(code, str) and code in once else ("", False)
    said = row.get("uraian")
    return (code_of(said, taken), True) if isinstance(said, str) else ("", False)


def code_of(said: str, taken: set[str]) -> str:
    """A name for what is done, that is not ``taken``; empty where there is no word for it."""
    every = [word for word in _WORD.findall(said.lower()) if word not in _PASSED_OVER]
    begin = next((at for at, word in enumerate(every[:8]) if _VERB.fullmatch(word)), 0)
    words = [word for word in every[begin:] if len(word) > 1 or word.isdigit()]
    while words and words[0][0].isdigit():
        words = words[1:]
    if not words:
        return ""
    counts = (_WORDS, *range(_WORDS + 1, len(words) + 1))
    for count in counts:
        code = _joined(words[:count])
        if code and code not in taken and code != END:
            return code
        if len("-".join(words[:count])) > LONGEST_CODE:
            break
    base = _joined(words[:_WORDS]) or END
    for number in range(2, len(taken) + 3):
        more = f"-{number}"
        code = f"{base[: LONGEST_CODE - len(more)].rstrip('-')}{more}"
        if code not in taken:
            return code
    return ""


def _joined(words: list[str]) -> str:
    """As many of the words as fit into a name."""
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:LONGEST_CODE]
        if len(longer) > LONGEST_CODE:
            break
        found = longer
    return found


def _is_noted(sop: dict[str, YamlValue]) -> bool:
    """Whether a note on where a step leads took the place of a row, or offers it."""
    source = sop.get("sumber")
    notes = source.get("catatan") if isinstance(source, dict) else None
    for note in notes if isinstance(notes, list) else (notes,):
        if not isinstance(note, dict) or not re.search("keputusan|lanjut", str(note.get("bagian"))):
            continue
        if re.search(r"(?<![\w.])[0-9]+(?![\w.])", f"{note.get('diambil')} {note.get('pilihan')}"):
            return True
    return False
