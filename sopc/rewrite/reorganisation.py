"""What is to become of a catalogue's files, and the bytes that say so."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath, relpath

from sopc.catalogue.modeline import schema_named
from sopc.changes import Change, Remove
from sopc.diagnostics import Diagnostic
from sopc.edit.entries import content_end, start_of
from sopc.edit.intended import intended
from sopc.edit.judging import told
from sopc.edit.patched import NotIntended, is_same
from sopc.edit.surgery import edits_of
from sopc.edit.text_edits import TextEdit, applied, goes_with, joined
from sopc.load.file_names import printable
from sopc.load.plain_yaml import Extent
from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.ground import File, Ground
from sopc.rewrite.mentions import (
    Followed,
    Follows,
    Kept,
    NewNumbers,
    NumbersInFile,
    everywhere,
    numbers_in,
)
from sopc.rewrite.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Amendment:
    """Edits of a file's text beside those of numbers, and what they make of its data."""

    edits: tuple[TextEdit, ...]
    made: Callable[[YamlValue], YamlValue] = lambda value: value


@dataclass(frozen=True)
class Reorganisation:
    """What is to become of a catalogue. Files are named as they are called now.

    ``numbers`` become others wherever they refer to their SOPs; ``names`` are the new names of
    files; ``whole`` is what files are to hold that are written anew, by the names that they are to
    have; ``gone`` are files that are to be none; ``changes`` are made of the data of files besides.
    ``follows`` says where numbers become others.
    """

    ground: Ground
    numbers: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, bytes] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    amended: Mapping[str, Sequence[Amendment]] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    follows: Follows = everywhere


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A plan's bytes, and what became of numbers, and what did not, file by file."""

    proposal: Proposal
    followed: tuple[tuple[File, Followed], ...]
    kept: tuple[tuple[File, Kept], ...]
    taken_out: tuple[tuple[File, Kept], ...]
    plan: Reorganisation

    @property
    def names(self) -> Mapping[str, str]:
        """The new names of files, by those that they have."""
        return self.plan.names

    def as_now(self, found: Diagnostic) -> tuple[str, str, str]:
        """How what was found before is told when files and numbers are others."""
        code, file, message = told(found)
        root, numbers = self.plan.ground.root, self.plan.numbers
        names = {printable(root / old): printable(root / new) for old, new in self.names.items()}
        said = NewNumbers(numbers).replaced_in(message) if numbers else message
        return code, names.get(file, file), said


def rewritten(plan: Reorganisation) -> Rewritten:
    """The bytes of all files that a plan changes. Raises NotIntended where they would not say what
    is meant."""
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes | None] = {}
    followed: list[tuple[File, Followed]] = []
    kept: list[tuple[File, Kept]] = []
    taken_out: list[tuple[File, Kept]] = []
    new = NewNumbers(plan.numbers) if plan.numbers else None
    anew = {name for name in plan.whole if name not in plan.names}
    files = [file for name, file in plan.ground.files.items() if name not in plan.gone | anew]
    for name in plan.gone:
        before[name], after[name] = plan.ground.files[name].raw, None
    for file in files:
        found = numbers_in(file, new, plan.follows) if new else NumbersInFile((), (), (), ())
        followed += [(file, each) for each in found.followed]
        removed = _removed(plan, file)
        for each in found.kept:
            is_out = any(s <= each.extent[0] and each.extent[1] <= e for s, e in removed)
            (taken_out if is_out else kept).append((file, each))
        raw, name = _bytes(plan, file, found), plan.names.get(file.name, file.name)
        if (name, raw) != (file.name, file.raw):
            before[file.name] = file.raw
            after.setdefault(file.name, None)
            after[name] = raw
    after |= plan.whole
    for name in after:
        before.setdefault(name, plan.ground.files[name].raw if name in plan.ground.files else None)
    changed = {name: data for name, data in after.items() if before[name] != data}
    renamed = {new: name for name, new in plan.names.items()}
    proposal = Proposal({name: before[name] for name in changed}, changed, renamed)
    return Rewritten(proposal, tuple(followed), tuple(kept), tuple(taken_out), plan)


def _removed(plan: Reorganisation, file: File) -> list[Extent]:
    """From where to where what goes stands in a file."""
    document = file.document
    paths = [each.path for each in plan.changes.get(file.name, ()) if isinstance(each, Remove)]
    return [(start_of(document, path), content_end(document, path)) for path in paths]


def _bytes(plan: Reorganisation, file: File, found: NumbersInFile) -> bytes:
    more = [*plan.amended.get(file.name, ()), *_schema_line(plan, file)]
    changes = [*plan.changes.get(file.name, ())]
    edits = [*found.edits, *(edit for each in more for edit in each.edits)]
    for change in changes:
        there = edits_of(file.document, change)
        if not there:
            raise NotIntended(file.name)
        edits += there
    if not edits:
        return file.raw
    meant = intended(file.document, [*found.changes, *changes])
    for each in more:
        meant = each.made(meant)
    return edited(file, edits, meant)


def edited(file: File, edits: Sequence[TextEdit], meant: YamlValue) -> bytes:
    """A file's bytes with edits made. Raises NotIntended where they would not mean what is meant,
    or edits are in each other's way."""
    edits = joined(edits)
    for index, each in enumerate(edits):
        if not goes_with(edits[:index], each):
            raise NotIntended(file.name)
    text = applied(file.document.text, edits)
    raw = (BOM_UTF8 if file.raw.startswith(BOM_UTF8) else b"") + text.encode("utf-8")
    new, _ = read_yaml(raw, file.name)
    if new is None or not is_same(new.value, meant):
        raise NotIntended(file.name)
    return raw


def _schema_line(plan: Reorganisation, file: File) -> tuple[Amendment, ...]:
    """The way to the schema from the folder that a file goes to, where that is another."""
    there = plan.names.get(file.name, file.name)
    schema = schema_named(file.document.text)
    if schema is None:
        return ()
    way = way_to_schema(schema, file.name, there)
    start = file.document.text.index(schema)
    return (Amendment((TextEdit(start, start + len(schema), way),)),) if way != schema else ()


def way_to_schema(schema: str, here: str, there: str) -> str:
    """The way to a schema that one file names, from another; of an address, itself."""
    folder, other = str(PurePosixPath(here).parent), str(PurePosixPath(there).parent)
    if "://" in schema or schema.startswith("/") or folder == other:
        return schema
    # where the catalogue itself lies is not known, nor asked: both are as deep below it
    deep = "/".join(("_",) * 16)
    target = normpath(f"/{deep}/{folder}/{schema}")
    return relpath(target, f"/{deep}/{other}")
