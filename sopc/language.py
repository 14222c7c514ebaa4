"""Sentences for users in English and Indonesian, by gettext.

Everything that is said to a user is a ``Phrase``: English text that still knows the template and
the fields it was made of, so that the last stage, which shows it, can say it in their language.
"""

import gettext
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import Literal, TypeAlias

LANGUAGES = ("en", "id")
LOCALE = Path(__file__).parent / "locale"
_DOMAIN = "sopc"
_LONGEST = 2000
_WORDS = {"indonesian": "id", "english": "en"}
"""How Windows calls languages."""

Translate: TypeAlias = "Callable[[str], str]"
"""Says a text in the user's language; text that is no phrase comes back as it is."""

Hint: TypeAlias = "Phrase | Literal['']"
"""What to do about something, or nothing when there is nothing to say."""


class Phrase(str):
    """``Phrase("no SOP has the number {number}", number=…)``: as a string, the English sentence.

    A field may be a phrase itself; of a text of more than 2,000 letters the first are said, and an
    ellipsis. Braces meant as such are doubled, as in ``str.format``.
    """

    template: str
    fields: Mapping[str, object]

    def __new__(cls, template: str, /, **fields: object) -> "Phrase":
        fields = {name: _cut(value) for name, value in fields.items()}
        phrase = super().__new__(cls, template.format(**fields))
        phrase.template = template
        phrase.fields = fields
        return phrase

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        # worker processes send phrases home
        return (self.template,), dict(self.fields)


def _cut(value: object) -> object:
    """A field as it is said: a text may be as long as a file, and be said many times."""
    if isinstance(value, str) and not isinstance(value, Phrase) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    return value


def either(choices: Iterable[str]) -> str:
    """``one or other or third``: at least one choice, each named once."""
    return reduce(
        lambda one, other: Phrase("{one} or {other}", one=one, other=other), dict.fromkeys(choices)
    )


def english(text: str) -> str:
    """Say a text as it is written in the code."""
    return text


def translator(language: str) -> Translate:
    """Says phrases in a language. Raises OSError when its translations are not where they belong:
    half of what is written down would be in another language, unseen."""
    catalogue = gettext.translation(_DOMAIN, LOCALE, [language], fallback=language == "en")

    def say(text: str) -> str:
        if not isinstance(text, Phrase):
            return text
        fields = {
            name: say(value) if isinstance(value, Phrase) else value
            for name, value in text.fields.items()
        }
        return catalogue.gettext(text.template).format(**fields)

    return say


def translator_of(domain: str, language: str) -> Translate:
    """Says the texts of one domain, which have no fields: of ``help``, what the commands say of
    themselves; of ``manual``, the paragraphs of the rules' pages. Each is a file of translations of
    its own, so that neither is loaded for a sentence. Raises OSError when that is not there.
    """
    catalogue = gettext.translation(domain, LOCALE, [language], fallback=language == "en")
    return lambda text: catalogue.gettext(text) if text else text


def language_of(environment: Mapping[str, str], system: str | None = None) -> str:
    """The language a user's environment asks for: ``LC_ALL``, ``LC_MESSAGES``, then ``LANG``; where
    it has none of them, that of ``system``, as a locale is called there."""
    asked = (environment.get(variable) for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, asked), system or "")
    language = name.replace("-", "_").split(".")[0].split("_")[0].lower()
    language = _WORDS.get(language, language)
    return language if language in LANGUAGES else "en"
