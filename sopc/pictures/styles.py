"""The style sheets of a drawing: which elements they make refer to what, and what that costs."""

import re
from dataclasses import dataclass, field

from sopc.pictures.element import Declared, DrawingElement, declared

_APART = re.compile(r"[\s>+~]+")
_SIMPLE = re.compile(r"[.#]?[\w-]+")
_SIGN = 3
"""The work to read a sign of a style sheet: braces that are never closed cost most."""
_MOST_NAMES = 300
"""What one kind of elements refers to; more is as good as without end."""


@dataclass(slots=True)
class _Rules:
    """What all rules for one kind of elements say; ``work`` is to match them."""

    work: int = 0
    direct: set[str] = field(default_factory=set)
    inherited: set[str] = field(default_factory=set)
    boxed: bool = False

    @property
    def says(self) -> Declared:
        direct, inherited = sorted(self.direct), sorted(self.inherited)
        return Declared(tuple(direct[:_MOST_NAMES]), tuple(inherited[:_MOST_NAMES]), self.boxed)


class Styles:
    """All rules, each noted for the elements of a name, a class or an id; or for every element,
    where its selector is of another kind.

    ``work`` is to read them.
    """

    def __init__(self) -> None:
        self.work = 0
        self._rules: dict[str, _Rules] = {}

    def add(self, text: str) -> None:
        """Note the rules of a style sheet."""
        self.work += _SIGN * len(text)
        for rule in text.split("}"):
            selectors, brace, body = rule.rpartition("{")
            if not brace:
                continue
            found = declared(body)
            for selector in selectors.rpartition("{")[2].split(","):
                rules = self._rules.setdefault(_key(selector), _Rules())
                rules.work += 1 + len(body) // 5
                rules.direct.update(found.direct)
                rules.inherited.update(found.inherited)
                rules.boxed = rules.boxed or found.boxed

    def style(self, each: DrawingElement) -> None:
        """Note at an element what the rules do to it."""
        keys = ["*", each.tag, f"#{each.name}", *(f".{name}" for name in set(each.classes))]
        for key in keys:
            rules = self._rules.get(key)
            if rules is not None:
                each.own += rules.work
                each.take(rules.says)


def _key(selector: str) -> str:
    """What all elements have to be that a selector may mean: the last part of it says so."""
    *_, last = _APART.split(selector.strip())
    found = _SIMPLE.match(last)
    return found[0] if found and not set("()[]") & set(selector) else "*"
