"""The mends that rules and the loader offer, each with what it is called."""

from sopc.changes import (
    BeginWith,
    Change,
    KeyPath,
    Remove,
    RenameFile,
    RenameKey,
    Replace,
    Respell,
    Word,
)
from sopc.diagnostics import Fix
from sopc.language import Phrase


def writes(file: str, path: KeyPath, old: Word, new: Word) -> Fix:
    """Another word in the place of one."""
    return Fix(Phrase("write `{word}`", word=_said(new)), changes=(Replace(file, path, old, new),))


def respells(file: str, path: KeyPath, wrong: str, right: str) -> Fix:
    """Another spelling of a word in a text."""
    label = Phrase("write `{word}`", word=right)
    return Fix(label, changes=(Respell(file, path, wrong, right),))


def quotes(file: str, path: KeyPath, old: Word, written: str) -> Fix:
    """Quotes around a word as it is ``written``, which else means something else."""
    label = Phrase("put `{word}` in quotes", word=written)
    return Fix(label, changes=(Replace(file, path, old, written),))


def renames_key(file: str, path: KeyPath, key: str) -> Fix:
    """Another name of a key."""
    return Fix(Phrase("call the key `{key}`", key=key), changes=(RenameKey(file, path, key),))


def begins_with(file: str, line: str) -> Fix:
    """A comment as the first line of a file."""
    label = Phrase("begin the file with `{line}`", line=line)
    return Fix(label, changes=(BeginWith(file, line),))


def removes(file: str, path: KeyPath, what: str) -> Fix:
    """An entry less."""
    return Fix(Phrase("remove `{what}`", what=what), changes=(Remove(file, path),))


def renames_file(file: str, name: str) -> Fix:
    """Another name of a file, in its folder."""
    return Fix(Phrase("rename the file to `{name}`", name=name), renames=(RenameFile(file, name),))


def all_of(label: Phrase, *changes: Change) -> Fix:
    """Several changes that are one mend."""
    return Fix(label, changes=changes)


def _said(word: Word) -> str:
    return str(word).lower() if isinstance(word, bool) else str(word)
