"""Whatever a file looks like, it means the same in the one layout, and keeps its comments."""

from hypothesis import given, note
from hypothesis import strategies as st

from sopc.changes import KeyPath
from sopc.format.formatted import formatted
from sopc.load.yaml_reader import YamlDocument, read_yaml
from tests.examples import at_most
from tests.format.written import Drawn, documents


def said_at(document: YamlDocument) -> list[set[KeyPath]]:
    """Of each line, the entries of which it has a part that is no comment."""
    lines: list[set[KeyPath]] = [set() for _ in document.lines.starts]
    for path, (start, end) in document.values.items():
        begin = document.keys.get(path, (start, end))[0]
        first = document.lines.position(begin)[0]
        is_open = document.text[start : start + 1] not in ("[", "{") and any(
            each[:-1] == path for each in document.values if each
        )
        if start == end or (is_open and path in document.keys):
            end = document.keys.get(path, (start, end))[1]
        for line in range(first, document.lines.position(max(end, begin))[0] + 1):
            lines[line - 1].add(path)
    return lines


def places_of(text: str, document: YamlDocument) -> dict[str, tuple[set[KeyPath], set[KeyPath]]]:
    """Of each comment, the entries of the line that it is about, and of the one before that."""
    lines = text.split("\n")
    said = said_at(document)
    found = {}
    for index, line in enumerate(lines):
        at = line.find("#")
        own = line.strip().startswith("#")
        if at < 0:
            continue
        after = index
        while own and after < len(said) and not said[after]:
            after += 1
        before = index - 1
        while before >= 0 and not said[before]:
            before -= 1
        found[line] = (said[after] if after < len(said) else set(), said[before] if own else set())
    return found


@given(documents(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
@at_most(150)
def test_any_file_means_the_same_and_keeps_its_comments(
    drawn: Drawn, end: str, has_mark: bool, has_end: bool
) -> None:
    text = end.join(drawn.lines) + (end if has_end else "")
    raw = text.encode("utf-8-sig" if has_mark else "utf-8")
    note(text)
    before, faults = read_yaml(raw, "x")
    assert before is not None, faults[0].message
    assert before.value == drawn.value or not has_end  # the last end of a line may be a text's
    found = formatted(raw, "x", keep_numbers=True)
    note(found.data.decode())
    assert found.left is None
    after, faults = read_yaml(found.data, "x")
    assert after is not None
    assert not faults
    assert after.value == before.value
    shown = found.data.decode()
    assert (b"\r\n" in found.data) == ("\r\n" in text)
    assert formatted(found.data, "x", keep_numbers=True).data == found.data
    hold(drawn, shown.replace("\r\n", "\n"), after)


def hold(drawn: Drawn, text: str, after: YamlDocument) -> None:
    """Each comment stands once, by the entry by which it stood."""
    places = places_of(text, after)
    for comment, (kind, path) in drawn.comments.items():
        (line,) = [each for each in places if each.endswith(comment)]
        at, before = places[line]
        if kind == "at":
            assert path in at, comment
        elif kind == "end":
            assert any(each[: len(path)] == path for each in before), comment
        else:
            assert not before, comment
