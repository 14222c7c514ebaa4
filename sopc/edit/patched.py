"""Files with mends made in them: the bytes, and where in them the mended stretches are."""

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sopc.changes import Change
from sopc.diagnostics import Diagnostic, Edit, Fix, Place, place_of
from sopc.edit.intended import intended
from sopc.edit.text_edits import TextEdit, goes_with, offsets_of
from sopc.lines import Lines
from sopc.load.yaml_reader import read_yaml


class NotIntended(Exception):
    """Mends would make something else of a file's data than what they mean."""


@dataclass(frozen=True, slots=True)
class Patched:
    """The bytes of the files that were changed, and the places in them of what was written."""

    files: Mapping[str, bytes]
    stretches: Sequence[Place]


@dataclass(slots=True)
class _FileMends:
    edits: list[TextEdit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    by_edits_alone: bool = False


def text_of(raw: bytes) -> str:
    """A file's text as places count it: without the mark that some programs begin UTF-8 with."""
    return raw.decode("utf-8-sig")


def is_text(raw: bytes) -> bool:
    """Whether a file's bytes are UTF-8."""
    try:
        text_of(raw)
    except UnicodeDecodeError:
        return False
    return True


def agreeing(found: Sequence[Diagnostic], bases: Mapping[str, bytes]) -> list[Diagnostic]:
    """Those of the findings whose mends go together; of two that do not, the first.

    Findings with the same edits are mended together.
    """
    kept: list[Diagnostic] = []
    touched: dict[str, list[TextEdit]] = {}
    lines = {file: Lines.of(text_of(raw)) for file, raw in bases.items()}
    for each in found:
        assert each.fix is not None
        try:
            edits = [(edit.place.file, _offsets(edit, lines)) for edit in each.fix.edits]
        except IndexError:  # the file has become shorter meanwhile
            continue
        known = [edit in touched.get(file, ()) for file, edit in edits]
        free = [goes_with(touched.get(file, ()), edit) for file, edit in edits]
        if all(known) or all(free):
            kept.append(each)
            for (file, edit), is_known in zip(edits, known, strict=True):
                if not is_known:
                    touched.setdefault(file, []).append(edit)
    return kept


def _offsets(edit: Edit, lines: Mapping[str, Lines]) -> TextEdit:
    return TextEdit(*offsets_of(lines[edit.place.file], edit.place), edit.text)


def patched(bases: Mapping[str, bytes], fixes: Sequence[Fix]) -> Patched:
    """The files with mends that go together made.

    Raises NotIntended where the data of a file would not be as intended.
    """
    mends: dict[str, _FileMends] = {}
    texts = {each.place.file: "" for fix in fixes for each in fix.edits}
    texts = {file: text_of(bases[file]) for file in texts}
    lines = {file: Lines.of(text) for file, text in texts.items()}
    for fix in fixes:
        for edit in fix.edits:
            one = mends.setdefault(edit.place.file, _FileMends())
            one.edits.append(_offsets(edit, lines))
            one.by_edits_alone |= not fix.changes
        for change in fix.changes:
            mends.setdefault(change.file, _FileMends()).changes.append(change)
    files: dict[str, bytes] = {}
    stretches: list[Place] = []
    for file, one in mends.items():
        text, written = _made(texts[file], one.edits)
        raw = bases[file]
        files[file] = (BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + text.encode("utf-8")
        if not one.by_edits_alone:
            _hold_intended(file, raw, files[file], one.changes)
        after = Lines.of(text)
        stretches += [place_of(file, after, start, end) for start, end in written]
    return Patched(files, stretches)


def edited(raw: bytes, file: str, edits: Sequence[TextEdit], changes: Sequence[Change]) -> bytes:
    """The bytes of a file with edits of its text, which go together, made.

    Raises NotIntended where its data would not be what ``changes`` make of them.
    """
    text, _ = _made(text_of(raw), edits)
    after = (BOM_UTF8 if raw.startswith(BOM_UTF8) else b"") + text.encode("utf-8")
    _hold_intended(file, raw, after, changes)
    return after


def _made(text: str, edits: Sequence[TextEdit]) -> tuple[str, list[tuple[int, int]]]:
    """The text with edits made, and from where to where in it each is."""
    pieces: list[str] = []
    stretches: list[tuple[int, int]] = []
    done = length = 0
    for edit in sorted(set(edits)):
        pieces += [text[done : edit.start], edit.text]
        length += edit.start - done
        stretches.append((length, length + len(edit.text)))
        length += len(edit.text)
        done = edit.end
    return "".join([*pieces, text[done:]]), stretches


def _hold_intended(file: str, before: bytes, after: bytes, changes: Sequence[Change]) -> None:
    old, _ = read_yaml(before, file)
    new, _ = read_yaml(after, file)
    try:
        meant = intended(old, list(dict.fromkeys(changes))) if old else None
    except LookupError:
        raise NotIntended(file) from None
    if new is None or old is None or not is_same(new.value, meant):
        raise NotIntended(file)


def is_same(one: object, other: object) -> bool:
    """Whether two values are equal, also in their kinds and the order of their keys."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and one == other
