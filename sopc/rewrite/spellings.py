"""Other spellings of an actor: the names of those that are one with it now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from sopc.catalogue.organisation import ACTORS_FILE, ROOT_FILES
from sopc.edit.entries import start_of, start_of_line, value_at
from sopc.edit.lists import written_list
from sopc.edit.patched import NotIntended
from sopc.edit.surgery import put_after
from sopc.edit.text_edits import TextEdit
from sopc.language import Phrase
from sopc.load.written_scalars import comment_of_block, written
from sopc.load.yaml_reader import read_yaml
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.files import ReadCatalogue
from sopc.rewrite.ground import File
from sopc.rewrite.not_possible import NotPossible
from sopc.rewrite.proposal import Proposal
from sopc.rewrite.reorganisation import Amendment, edited

_NAME, _ALIASES = "nama", "sebutan"


def with_spellings(read: ReadCatalogue, proposal: Proposal, names: Mapping[str, str]) -> Proposal:
    """The registry of actors with the names of those that are gone as other spellings."""
    registry = ACTORS_FILE
    said = next(file for file in read.files.values() if file.kind == "pelaksana").document
    raw = proposal.after[registry]
    assert raw is not None
    assert said is not None
    for old, new in names.items():
        other = _spellings(said.value, new)
        aliases = [each for each in _spellings(said.value, old) if each not in other]
        if aliases:
            raw = amended_bytes(raw, registry, partial(_called_too, new, aliases))
    return replace(proposal, after={**proposal.after, registry: raw})


def _spellings(registry: YamlValue, key: str) -> list[str]:
    """The name of an actor, in one line, and its other spellings."""
    entry = cast("dict[str, YamlValue]", registry)[key]
    data = entry if isinstance(entry, dict) else {_NAME: entry}
    more = data.get(_ALIASES, [])
    every = [data[_NAME], *(more if isinstance(more, list) else [more])]
    return [" ".join(str(each).split()) for each in every]


def _called_too(key: str, aliases: Sequence[str], file: File) -> Amendment:
    """What gives an actor more spellings."""
    document = file.document
    entry = cast("YamlValue", value_at(document, (key,)))
    shown = [written(each) for each in aliases]
    more: list[YamlValue] = [*aliases]
    if not isinstance(entry, dict):
        start, end = document.values[(key,)]
        text = document.text[start:end]
        name = text if text[:1] in ("'", '"') else written(str(entry))
        whole = f"{{{_NAME}: {name}, {_ALIASES}: [{', '.join(shown)}]}}"
        whole += comment_of_block(text)
        made = partial(_entry_with, key, {_NAME: entry, _ALIASES: more})
        return Amendment((TextEdit(start, end, whole),), made)
    path, known = (key, _ALIASES), entry.get(_ALIASES)
    if known is None:
        edits = put_after(document, (key, _NAME), _ALIASES, f"[{', '.join(shown)}]")
        return Amendment(edits, partial(_entry_behind, key, {_ALIASES: more}))
    if not isinstance(known, list):
        start, end = document.values[path]
        text = document.text[start:end]
        first = text if text[:1] in ("'", '"') else written(str(known))
        whole = f"[{', '.join([first, *shown])}]{comment_of_block(text)}"
        edits = (TextEdit(start, end, whole),)
        known = [known]
    else:
        found = written_list(document, path)
        dash = start_of(document, (*path, 0))
        indent = " " * (dash - start_of_line(document.text, dash))
        for each in shown:
            text = each if found.comma else f"{indent}- {each}{found.ending}"
            found = found.put_in(len(found.entries), text)
        edits = (TextEdit(found.start, found.end, found.text),)
    return Amendment(edits, partial(_entry_with, key, {**entry, _ALIASES: [*known, *more]}))


def _entry_with(key: str, entry: YamlValue, registry: YamlValue) -> YamlValue:
    return {**cast("dict[str, YamlValue]", registry), key: entry}


def _entry_behind(key: str, more: dict[str, YamlValue], registry: YamlValue) -> YamlValue:
    """The registry with more keys of an entry, right behind its name."""
    every = cast("dict[str, YamlValue]", registry)
    made: dict[str, YamlValue] = {}
    for each, value in cast("dict[str, YamlValue]", every[key]).items():
        made |= {each: value, **(more if each == _NAME else {})}
    return {**every, key: made}


def amended_bytes(raw: bytes, name: str, amend: Callable[[File], Amendment | None]) -> bytes:
    """The bytes of a file with one more thing changed; the same where it cannot be."""
    document, _ = read_yaml(raw, name)
    assert document is not None
    file = File(name, name.removesuffix(".yaml") if name in ROOT_FILES else "sop", raw, document)
    amendment = amend(file)
    if amendment is None or not amendment.edits:
        return raw
    try:
        return edited(file, list(amendment.edits), amendment.made(document.value))
    except NotIntended:
        reason = Phrase("`{file}` cannot be changed without touching more of it", file=name)
        raise NotPossible([reason]) from None
