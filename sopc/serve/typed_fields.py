"""What was typed in the fields of a page of its own: texts, and lists of them, by names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.serve.asked import as_typed
from sopc.serve.bodies import MOST

_LONGEST: Final = 2000
_MOST_TEXTS: Final = 200


@dataclass(frozen=True, slots=True)
class TypedFields:
    """Texts by the names of their fields, in the order of the page."""

    texts: Mapping[str, tuple[str, ...]]

    def one(self, name: str, otherwise: str = "") -> str:
        """The text of a field, or of the first of several."""
        return next(iter(self.texts.get(name, ())), otherwise)

    def every(self, name: str) -> tuple[str, ...]:
        """The texts of fields of one name."""
        return self.texts.get(name, ())


def fields_of(body: bytes) -> TypedFields:
    """What a page sends, ``{name: text or list of texts}``. Raises SopcError for anything else."""
    try:
        if len(body) > MOST:
            raise ValueError("too much")
        sent = json.loads(body)
        texts = {str(name)[:100]: _texts(value) for name, value in sent.items()}
    except (ValueError, AttributeError, RecursionError):
        raise SopcError(
            Phrase("the page asks for what this desk does not know: load it anew")
        ) from None
    return TypedFields(texts)


def _texts(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    if len(texts) > _MOST_TEXTS:
        raise ValueError("too many")
    return tuple(_text(each) for each in texts)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError("no text")
    value.encode("utf-8")  # UnicodeEncodeError is a ValueError: half a letter
    return as_typed(value)
