"""Pages and parts of pages as HTML. Every text is escaped."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sopc.changes import KeyPath
from sopc.language import translator, translator_of
from sopc.serve.labels import Labels

HERE = Path(__file__).parent
TEMPLATES, CLIENT = HERE / "templates", HERE / "client"
SAID = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"')
"""What the pages' scripts say to users, in English."""
_QUOTED = re.compile(r"`([^`]*)`")


class Html:
    """Writes HTML in a language; the addresses in it begin with ``base``."""

    def __init__(self, language: str, base: str) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        translate = translator_of("desk", language)
        self.told = translator(language)

        def say(text: str, **fields: object) -> str:
            return translate(text).format(**fields) if fields else translate(text)

        self._environment.globals |= {
            "base": base,
            "say": say,
            "language": language,
            "told": self.told,
        }
        self._environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
        self._environment.filters["sentence"] = sentence
        self._environment.filters["worded"] = self._worded
        self._words = {text: translate(text) for text in said_by_scripts()}

    def write(self, template: str, **values: object) -> str:
        """A template with values."""
        return self._environment.get_template(template).render(values)

    def _worded(self, text: str, labels: Labels, path: KeyPath = ()) -> Markup:
        """A text about a path with what the desk calls what stands in back quotes."""
        return _shown(text, lambda word: labels.label(word, path, self.told))

    @property
    def words(self) -> Markup:
        """What scripts say, as JSON that may stand within a page."""
        text = json.dumps(self._words, ensure_ascii=False)
        return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def sentence(text: str) -> Markup:
    """A text with a mark at its end, and what stands in back quotes as it is written in a file."""
    shown = Markup(text) if isinstance(text, Markup) else _shown(text)
    return shown if shown.endswith((".", "?", "!", "…")) else shown + "."


def _shown(text: str, label: Callable[[str], str] = lambda _: "") -> Markup:
    """A text with labels for what stands in back quotes, which is code where there is none."""
    shown = Markup()
    for place, part in enumerate(_QUOTED.split(text)):
        called = label(part) if place % 2 else ""
        if place % 2 and not called:
            shown += Markup("<code>{}</code>").format(part)
        else:
            shown += f"“{called}”" if called else part
    return shown


@lru_cache(maxsize=1)
def said_by_scripts() -> tuple[str, ...]:
    """What the pages' scripts say, each once."""
    found: dict[str, None] = {}
    for path in sorted(CLIENT.glob("*.js")):
        for text in SAID.findall(path.read_text(encoding="utf-8")):
            found[json.loads(f'"{text}"')] = None
    return tuple(found)
