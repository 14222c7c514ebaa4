"""New actors are put at the end of their registry, whose other bytes stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.load.kinds import ACTORS
from sopc.load.validate import validate
from sopc.load.yaml_reader import read_yaml
from sopc.start.actors import called_actors, keys_for, with_actors
from sopc.start.catalogue import NONE_YET
from tests.examples import at_most
from tests.start.test_catalogue import WORDS

NEW = {"arsiparis": "Arsiparis"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a: A\n", b"a: A\narsiparis: Arsiparis\n"),
        (b"a: A", b"a: A\narsiparis: Arsiparis\n"),
        (b"a: A\r\nb: B", b"a: A\r\nb: B\r\narsiparis: Arsiparis\r\n"),
        (b"\xef\xbb\xbfa: A\n", b"\xef\xbb\xbfa: A\narsiparis: Arsiparis\n"),
        (b"a:\n  nama: |\n    A\n    B\n", b"a:\n  nama: |\n    A\n    B\narsiparis: Arsiparis\n"),
        (b"a: A  # x\n# y\n", b"a: A  # x\n# y\narsiparis: Arsiparis\n"),
        (f"# x\n{NONE_YET}\n{{}}\n# y\n".encode(), b"# x\narsiparis: Arsiparis\n# y\n"),
        (b"{}  # y\n", b"# y\narsiparis: Arsiparis\n"),
        (b"{}", b"arsiparis: Arsiparis\n"),
        (b"{}\r\n", b"arsiparis: Arsiparis\r\n"),
        (b"{a: A}\n", None),
        (b"{ }\n", b"arsiparis: Arsiparis\n"),
        (b"a: |+\n  A\n\n", None),
        (b"a: [\n", None),
        (b"arsiparis: A\n", None),
        (b"- a\n", None),
        (b"a: A\n...\n", None),
        (b"", None),
    ],
)
def test_an_actor_comes_to_the_end(before: bytes, after: bytes | None) -> None:
    made = with_actors(before, NEW)
    if after is None and made is not None:  # then what was there means the same
        old, new = (read_yaml(raw, "")[0] for raw in (before, made))
        assert old is not None
        assert new is not None
        assert isinstance(old.value, dict)
        assert new.value == {**old.value, **NEW}
    else:
        assert made == after


@at_most(60)
@given(st.lists(WORDS, max_size=4, unique=True), st.lists(WORDS, min_size=1, max_size=4))
def test_any_names_are_read_as_they_were_given(known: list[str], names: list[str]) -> None:
    there = keys_for(known, ())
    before = with_actors(b"{}\n", there) if there else b"{}\n"
    assert before is not None
    keys = keys_for(names, there)
    made = with_actors(before, keys)
    assert made is not None
    document, found = read_yaml(made, "")
    assert document is not None
    assert found == []
    assert document.value == {**there, **keys}
    assert [*keys.values()] == names
    read, faults = validate(ACTORS, document, {})
    if read is not None and faults == []:
        every = {**there, **keys}
        for key in every:
            assert called_actors(key, read) == (key,) or key.isdecimal()
