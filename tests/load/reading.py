"""What the tests of loading share: reading YAML by itself, and checking a whole folder."""

from collections.abc import Mapping
from pathlib import Path

from sopc import pipeline
from sopc.diagnostics import Diagnostic, Place
from sopc.load.yaml_reader import YamlDocument, read_yaml
from tests.catalogues import TODAY, write_catalogue

Rows = list[tuple[str, str, int, int]]


def read(text: str) -> YamlDocument:
    document, found = read_yaml(text.encode(), "x.yaml")
    assert found == []
    assert document is not None
    return document


def fault(raw: str | bytes) -> Diagnostic:
    """The one reason why a text is refused altogether."""
    document, found = read_yaml(raw.encode() if isinstance(raw, str) else raw, "x.yaml")
    assert document is None
    (only,) = found
    assert only.place.file == "x.yaml"
    return only


def where(found: Diagnostic) -> tuple[str, int, int]:
    return found.code, found.place.line, found.place.column


def spot(place: Place) -> tuple[str, int, int]:
    """Where a place begins."""
    return place.file, place.line, place.column


def check(root: Path, files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    return pipeline.check(write_catalogue(root, files), TODAY).diagnostics


def rows(found: tuple[Diagnostic, ...], root: Path) -> Rows:
    """File (as seen from the root), code, line and column of each finding."""
    return [(str(Path(d.place.file).relative_to(root)), *where(d)) for d in found]
