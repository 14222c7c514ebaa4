"""What the data of a file are to be after a change: what edits of its text are held against."""

from collections.abc import Iterable
from copy import deepcopy

from sopc.changes import BeginWith, Change, KeyPath, RenameKey, Replace, Respell
from sopc.edit.entries import siblings, written_path
from sopc.load.yaml_reader import YamlDocument
from sopc.load.yaml_scalars import YamlValue


def intended(document: YamlDocument, changes: Iterable[Change]) -> YamlValue:
    """The data with all changes made; their paths are those of the document as it is.

    Raises LookupError for a change of what is not there.
    """
    value = deepcopy(document.value)
    removed: set[KeyPath] = set()
    renamed: dict[KeyPath, str] = {}
    for change in changes:
        if isinstance(change, BeginWith):
            continue
        path = written_path(document, change.path)
        if not path:
            raise LookupError(change.path)
        if isinstance(change, Replace):
            _group(value, path)[path[-1]] = change.new
        elif isinstance(change, Respell):
            group = _group(value, path)
            group[path[-1]] = change.made(str(group[path[-1]]))[0]
        elif isinstance(change, RenameKey):
            renamed[path] = change.key
        else:
            while path[:-1] and len(siblings(document, path)) == 1:
                path = path[:-1]
            removed.add(path)
    return _settled(value, (), removed, renamed)


def _group(value: YamlValue, path: KeyPath) -> dict[str | int, YamlValue]:
    group: object = value
    for part in path[:-1]:
        group = group[part]  # type: ignore[index]
    return group  # type: ignore[return-value]


def _settled(
    value: YamlValue, path: KeyPath, removed: set[KeyPath], renamed: dict[KeyPath, str]
) -> YamlValue:
    if isinstance(value, dict):
        return {
            renamed.get((*path, key), key): _settled(each, (*path, key), removed, renamed)
            for key, each in value.items()
            if (*path, key) not in removed
        }
    if isinstance(value, list):
        return [
            _settled(each, (*path, index), removed, renamed)
            for index, each in enumerate(value)
            if (*path, index) not in removed
        ]
    return value
