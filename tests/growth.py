"""Large catalogues: the SOPs of ``sops/`` over and over, each round in units of its own."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import SOPS

_PREFIX = "V.26"
_NUMBER = re.compile(rf"{re.escape(_PREFIX)}\.(\d+)\.(\d+)\.(\d+)")
_WORDS = re.compile(r"^( *(?:- )?(?:nama|uraian|output): [A-Za-z][^#:]*)$", re.MULTILINE)
_MINUTES = re.compile(r"^( +waktu: )(\d+)(?= menit$)", re.MULTILINE | re.IGNORECASE)
# as many as a catalogue has numbers for; further rounds make its sections longer
_ROUNDS_OF_UNITS = 49

_Number = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Round:
    """Where one more copy of the real SOPs stands, and how many of them it holds."""

    index: int
    units: int
    sections: Counter[tuple[int, int]]
    originals: tuple[_Number, ...]

    def number(self, original: _Number) -> str:
        """The copy's number; the first copy's, where this one was not finished."""
        unit, section, sequence = original if original in self.originals else self.originals[0]
        longer, further = divmod(self.index, _ROUNDS_OF_UNITS)
        sequence += longer * self.sections[unit, section]
        return f"{_PREFIX}.{unit + further * self.units}.{section}.{sequence}"

    def text(self, original: str) -> str:
        """A copy's text: other numbers, words and times, of about the same length."""
        renumbered = _NUMBER.sub(lambda found: self.number(_parts(found)), original)
        reworded = _WORDS.sub(rf"\1 tahap {self.index}", renumbered) if self.index else renumbered
        return _MINUTES.sub(lambda found: f"{found[1]}{int(found[2]) + self.index}", reworded)


def write_catalogue(folder: Path, count: int) -> Path:
    """A catalogue of ``count`` SOPs in ``folder``, without errors; up to 91 are the real ones."""
    settings = _root_file("katalog.yaml")
    texts = _originals()
    units = settings["unit"]
    sections = Counter((unit, section) for unit, section, _ in texts)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("pelaksana.yaml", "dasar-hukum.yaml", "pejabat.yaml"):
        (folder / name).write_text(json.dumps(_root_file(name), indent=1), encoding="utf-8")
    settings["unit"] = []
    for index, start in enumerate(range(0, count, len(texts))):
        taken = tuple(islice(texts, count - start))
        if index < _ROUNDS_OF_UNITS:
            settings["unit"] += [_unit(unit, index * len(units)) for unit in units]
        each = _Round(index, len(units), sections, taken)
        for original in taken:
            _write(folder, settings["unit"], each.number(original), each.text(texts[original]))
    # JSON is YAML too, and has no aliases for the sections that all rounds of a unit share
    (folder / "katalog.yaml").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    return folder


def _root_file(name: str) -> dict[str, Any]:
    """A root file, whose notes do not say which SOPs they concern: a small catalogue lacks them."""
    read = yaml.safe_load((SOPS / name).read_text(encoding="utf-8"))
    for entry in (read, *read.values()):
        source = entry.get("sumber") if isinstance(entry, dict) else None
        for note in source.get("catatan", ()) if source else ():
            note.pop("sop", None)
    return dict(read)


def _originals() -> dict[_Number, str]:
    """The texts of the real SOPs by number, in the order of the index."""
    files = {_parts(found): path for path in SOPS.rglob("*.yaml") if (found := _named(path))}
    return {number: files[number].read_text(encoding="utf-8") for number in sorted(files)}


def _named(path: Path) -> re.Match[str] | None:
    return _NUMBER.fullmatch(path.stem)


def _parts(found: re.Match[str]) -> _Number:
    unit, section, sequence = map(int, found.groups())
    return unit, section, sequence


def _unit(original: dict[str, object], shift: int) -> dict[str, object]:
    number = int(str(original["nomor"])) + shift
    name = str(original["folder"]).partition("-")[2]
    title = f"{original['nama']} {number}" if shift else original["nama"]
    return {**original, "nomor": number, "folder": f"{number}-{name}", "nama": title}


def _write(folder: Path, units: list[dict[str, object]], number: str, text: str) -> None:
    unit, section, _ = map(int, number.split(".")[2:])
    sections = units[unit - 1]["seksi"]
    assert isinstance(sections, list)
    path = folder / str(units[unit - 1]["folder"]) / sections[section - 1]["folder"]
    path.mkdir(parents=True, exist_ok=True)
    (path / f"{number}.yaml").write_text(text, encoding="utf-8")
