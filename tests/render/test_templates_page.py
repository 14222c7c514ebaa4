"""docs/templates.md names what templates have: all of it, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from sopc.render.resources import template_folder
from sopc.render.sandbox import Sandbox
from tests.catalogues import write_catalogue
from tests.markup.everywhere import marked_everywhere
from tests.render.every_page import given, rich

DOCUMENT = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \| ([a-z, ]+) \|$", re.MULTILINE)
PAGES = ("annex", "chart", "front", "matter", "relations", "sop", "unit")


def names(value: object, path: str) -> Iterator[str]:
    """A value's own name and those of all within it: ``rows``, ``rows[].step``."""
    if isinstance(value, dict):
        if path:
            yield path
        for key, each in value.items():
            yield from names(each, f"{path}.{key}" if path else key)
    elif isinstance(value, tuple) and any(isinstance(each, dict) for each in value):
        yield path
        for each in value:
            yield from names(each, f"{path}[]")
    else:
        yield path


def leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    """The words and numbers in a value, each with the name under which it is documented."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, tuple):
        within = any(isinstance(each, dict) for each in value)
        for each in value:
            yield from leaves(each, f"{path}[]" if within else path)
    else:
        yield path, value


def documented(page: str) -> set[str]:
    """The names that the document gives one kind of page."""
    return {
        name for name, _, where in ROW.findall(DOCUMENT) if where == "all" or page in _words(where)
    }


def _words(text: str) -> list[str]:
    return re.findall("[a-z]+", text)


def listed(heading: str) -> set[str]:
    """The names in the paragraph that begins with some words."""
    (paragraph,) = (p for p in DOCUMENT.split("\n\n") if p.startswith(heading))
    return set(re.findall(r"`([^`]+)`", paragraph.removeprefix(heading)))


@pytest.fixture(scope="module")
def actual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        for template, values in given(rich(tmp_path_factory.mktemp("rich")), patch):
            page = template.removesuffix(".html.j2")
            found.setdefault(page, set()).update(names(values, ""))
    return {page: {n for n in found[page] if not n.endswith("[]")} for page in found}


@pytest.mark.parametrize("page", PAGES)
def test_each_page_s_values_are_those_of_the_document(
    actual: dict[str, set[str]], page: str
) -> None:
    assert set(actual) == set(PAGES)
    assert documented(page) == actual[page]


def test_what_is_html_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = marked_everywhere(" *miring*\n- [taut](https://b.go.id)\n- lagi")
    texts: dict[str, list[object]] = {}
    for _, values in given(write_catalogue(tmp_path, files), monkeypatch):
        for name, value in leaves(values, ""):
            texts.setdefault(name, []).append(value)
    html = {name for name, found in texts.items() if any(type(v) is Markup for v in found)}
    lists = {name for name in html if any("<li>" in str(v) for v in texts[name])}
    told = {name: what for name, what, _ in ROW.findall(DOCUMENT)}
    assert {name for name, what in told.items() if "HTML" in what} == html
    assert {name for name, what in told.items() if "HTML with lists" in what} == lists


def test_the_document_s_filters_and_functions_are_those_there_are() -> None:
    sandbox = Sandbox({})
    assert listed("The filters are") == set(sandbox.filters)
    assert listed("The only function is") == set(sandbox.globals)


def test_the_document_s_templates_are_those_there_are() -> None:
    described = set(re.findall(r"^\| `([a-z]+\.(?:html\.j2|css))` \| [^|]+ \|$", DOCUMENT, re.M))
    assert described == {path.name for path in template_folder().iterdir()}
