"""Bytes → plain data and the place of every value, or findings with a place in the file."""

from collections.abc import Iterator

from sopc.load.yaml_reader import YamlDocument, read_yaml
from tests.catalogues import DASAR_HUKUM, KATALOG, PEJABAT, SOP
from tests.fuzz.held import places_are_inside

LONGEST = 16_384
WORDS = (
    ": ", "- ", "? ", "\n  ", "\n", "\r\n", "[", "]", "{", "}", ", ", "'", '"', "|", ">", "|2-",
    "&a", "*a", "!t", "<<", "---", "...", "%YAML", "#", "~", "null", "true", "0x1", "1e5", ".inf",
    "2020-01-01", "\u2028", "\x85", "\ufeff", "\u202e", "\\u0000", "\\x",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    for text in (
        SOP,
        KATALOG,
        PEJABAT,
        DASAR_HUKUM,
        "a: |\n  b\n\n c: [1, {d: 'e'}]\n",
        "? a\n: b",
    ):
        yield text.encode()


def run(data: bytes) -> None:
    document, found = read_yaml(data, "x.yaml")
    assert document is not None or found
    places_are_inside(found, {"x.yaml": data})
    if document is not None:
        _is_the_same_below_a_comment(data, document)
        for path in document.values:
            document.place(*path)
        for path in document.keys:
            assert document.key_place(*path).line >= 1


def _is_the_same_below_a_comment(data: bytes, document: YamlDocument) -> None:
    """But for the lines: whatever stands in a comment before it, its data stay."""
    text = data.decode("utf-8-sig")
    moved, _ = read_yaml(f"# ' [ {{\n\n{text}".encode(), "x.yaml")
    if moved is None:  # one byte too many, perhaps
        assert len(data) > 1024 * 1024 - 20
        return
    assert repr(moved.value) == repr(document.value)
    assert moved.values.keys() == document.values.keys()
    for path in document.values:
        one, other = document.place(*path), moved.place(*path)
        assert (one.line + 2, one.column) == (other.line, other.column)
