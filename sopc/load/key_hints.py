"""What may be meant by keys that a model does not know: one misspelt, or one of elsewhere."""

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple, get_args

from pydantic import BaseModel

from sopc.diagnostics import KeyPath
from sopc.language import Hint, Phrase
from sopc.load.key_words import called
from sopc.markup.plain import plain
from sopc.slips import Slips
from sopc.suggest import Suggest, known_here

_MOST_NAMED = 8
"""So many keys are named where none is near: who reads more has forgotten the first."""


class KeyHints:
    """What may be meant by unknown keys of a file, guessed at for so many at each place."""

    def __init__(self, model: type[BaseModel], is_registry: bool) -> None:
        self._model, self._is_registry = model, is_registry
        self._known: dict[KeyPath, _Here] = {}

    def hint(self, path: KeyPath) -> Hint:
        """What to write instead of the key at the end of a path."""
        here, key = self._at(path), str(path[-1])
        word = here.word(key)
        if word:
            return Phrase("did you mean `{word}`?", word=word)
        return here.elsewhere.get(key) or here.suggest(key) or here.otherwise

    def meant(self, path: KeyPath) -> str:
        """The known key that is meant by the one at the end of a path; empty if none is."""
        here, key = self._at(path), str(path[-1])
        if here.word(key):
            return here.word(key)
        hint = "" if key in here.elsewhere else here.suggest(key)
        return str(hint.fields["word"]) if hint else ""

    def sure(self, path: KeyPath, taken: Container[str]) -> str:
        """The known key that is surely meant by the one at the end of a path, where those ``taken``
        stand beside it: it may be written in its place unasked."""
        here, key = self._at(path), str(path[-1])
        if here.word(key):
            return here.word(key)
        return "" if key in here.elsewhere else here.near(key, taken)

    def _at(self, path: KeyPath) -> "_Here":
        above = path[1:-1] if self._is_registry else path[:-1]
        place = tuple(part for part in above if isinstance(part, str))
        if place not in self._known:
            models = _models(self._model, place)
            known = sorted(_keys(models))
            elsewhere = dict(self._elsewhere(place, known))
            self._known[place] = _Here(
                Suggest(known),
                known_here(known, _MOST_NAMED),
                elsewhere,
                _english(models),
                called(known),
                Slips(known),
            )
        return self._known[place]

    def _elsewhere(self, place: tuple[str, ...], known: list[str]) -> Iterator[tuple[str, Phrase]]:
        """The keys of groups around and inside a place, and what to do where one stands here."""
        for depth in range(len(place)):
            for key in _keys(_models(self._model, place[:depth])):
                hint = Phrase(
                    "`{key}` is no key of `{group}`: indent it less", key=key, group=place[depth]
                )
                yield key, hint
        for group in known:
            for key in _keys(_models(self._model, (*place, group), strictly=True)):
                yield (
                    key,
                    Phrase("`{key}` is a key of `{group}`: indent it there", key=key, group=group),
                )


class _Here(NamedTuple):
    """What is known of a place: its keys, some of them in a hint, those of groups nearby, the keys
    by the program's own words for them, which are English, and by those of printed forms."""

    suggest: Suggest
    otherwise: Phrase
    elsewhere: Mapping[str, Hint]
    english: Mapping[str, str]
    called: Mapping[str, str]
    near: Slips

    def word(self, key: str) -> str:
        """The key that is called so; empty if none is."""
        return self.english.get(key) or self.called.get(plain(key), "")


def _keys(models: list[type[BaseModel]]) -> set[str]:
    return {field.alias or name for m in models for name, field in m.model_fields.items()}


def _english(models: list[type[BaseModel]]) -> dict[str, str]:
    return {
        name: field.alias
        for model in models
        for name, field in model.model_fields.items()
        if field.alias not in (None, name)
    }


def _models(root: type[BaseModel], path: KeyPath, strictly: bool = False) -> list[type[BaseModel]]:
    """The models at ``path``; where there is none, those around it, or none at all."""
    models = [root]
    for part in path:
        fields = [f for m in models for n, f in m.model_fields.items() if (f.alias or n) == part]
        inner = [model for f in fields for model in _models_in(f.annotation)]
        models = inner or ([] if strictly else models)
    return models


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
