"""What templates are given: plain values only, however deep one looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from markupsafe import Markup

from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import Agency
from sopc.diagnostics import Severity
from sopc.language import Phrase
from sopc.render.html import Templates
from sopc.render.materials import read_materials
from sopc.render.resources import template_folder
from sopc.render.views import View, plain
from tests.render.every_page import given, rich

SOPS = Path(__file__).parents[2] / "sops"
LEAVES = {str, Markup, int, float, bool, type(None)}


@dataclass(frozen=True, slots=True)
class Holding(View):
    """A view with something in it that may not belong there."""

    held: object


def strangers(value: object, path: str) -> Iterator[str]:
    """Where something else than plain values can be reached from a value."""
    if type(value) is dict:  # exactly: one of a kind of its own may do more
        for key, each in value.items():
            yield from strangers(key, f"{path}, a key")
            yield from strangers(each, f"{path}.{key}")
    elif type(value) is tuple:
        for each in value:
            yield from strangers(each, f"{path}[]")
    elif type(value) not in LEAVES:
        yield f"{path}: {type(value).__name__}"


def test_all_that_a_small_catalogue_s_templates_reach_is_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = given(rich(tmp_path), monkeypatch)
    assert {at for name, values in seen for at in strangers(values, name)} == set()


def test_all_that_the_real_catalogue_s_templates_reach_is_plain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = given(SOPS, monkeypatch)
    assert {at for name, values in seen for at in strangers(values, name)} == set()


@pytest.mark.parametrize(
    "held",
    [
        Agency(name="Dinas"),
        SopNumber((1,), "K.1"),
        Severity.ERROR,
        Phrase("words"),
        "words".upper,
        len,
        {"a": 1},
        ["a"],
        (1, (Agency(name="Dinas"),)),
        Holding(Holding(print)),
    ],
    ids=lambda held: type(held).__name__,
)
def test_a_view_that_holds_more_than_plain_values_is_a_bug(tmp_path: Path, held: object) -> None:
    with pytest.raises(TypeError, match="templates must not see"):
        plain(Holding(held))
    templates = Templates(read_materials(tmp_path, None, template_folder(), "Source Sans"))
    with pytest.raises(TypeError):  # and is not told as a fault of the template
        templates.render("unit.html.j2", Holding(held))


def test_views_within_views_are_dictionaries() -> None:
    view = Holding((Holding("a"), Holding(Markup("<b>"))))
    assert plain(view) == {"held": ({"held": "a"}, {"held": Markup("<b>")})}
