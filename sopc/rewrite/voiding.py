"""``nomor_batal`` in katalog.yaml: numbers that were never given out, though files had them."""

from collections.abc import Mapping

from sopc.catalogue.organisation import SETTINGS_FILE
from sopc.edit.entries import (
    after_comment,
    content_end,
    ends_with_block,
    is_flow,
    siblings,
    start_of_line,
)
from sopc.edit.patched import NotIntended
from sopc.edit.text_edits import TextEdit, end_of_line
from sopc.load.written_scalars import written
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.ground import File
from sopc.rewrite.reorganisation import Amendment

_KEY = "nomor_batal"


def called_void(settings: File, numbers: Mapping[str, str]) -> Amendment:
    """What adds numbers to those that were never given out, each with the reason.

    Raises NotIntended where katalog.yaml has no place for them.
    """
    entries: list[YamlValue] = [{"nomor": n, "alasan": why} for n, why in numbers.items()]
    lines = [f"{{nomor: {written(n)}, alasan: {written(why)}}}" for n, why in numbers.items()]
    before = settings.data.get(_KEY)
    if isinstance(before, list) and before:
        edits = [_in_list(settings, lines)]
    elif isinstance(before, dict):
        edits = _beside_one(settings, lines)
    elif _KEY not in settings.data:
        edits = [_at_end(settings, lines)]
    else:
        raise NotIntended(SETTINGS_FILE)

    def made(value: YamlValue) -> YamlValue:
        assert isinstance(value, dict)
        there = value.get(_KEY)
        known = there if isinstance(there, list) else [there] if there else []
        return {**value, _KEY: [*known, *entries]}

    return Amendment(tuple(edits), made)


def _in_list(settings: File, lines: list[str]) -> TextEdit:
    document = settings.document
    last = siblings(document, (_KEY, 0))[-1]
    end = content_end(document, last)
    if is_flow(document, (_KEY,)):
        return TextEdit(end, end, "".join(f", {line}" for line in lines))
    text = document.text
    dash = document.values[(_KEY,)][0]
    indent = dash - start_of_line(text, dash)
    return _lines_after(settings, last[:1], [f"{' ' * indent}- {line}" for line in lines])


def _beside_one(settings: File, lines: list[str]) -> list[TextEdit]:
    """A list in the place of the one number that stands there without any."""
    document, text = settings.document, settings.document.text
    start, end = document.values[(_KEY,)][0], content_end(document, (_KEY,))
    if is_flow(document, (_KEY,)):
        more = "".join(f", {line}" for line in lines)
        return [TextEdit(start, start, "["), TextEdit(end, end, f"{more}]")]
    column = start - start_of_line(text, start)
    starts = [at for at in range(start, end) if at > start and start_of_line(text, at) == at]
    dash = [TextEdit(start, start, "- "), *(TextEdit(at, at, "  ") for at in starts)]
    return [*dash, _lines_after(settings, (_KEY,), [f"{' ' * column}- {line}" for line in lines])]


def _at_end(settings: File, lines: list[str]) -> TextEdit:
    last = list(settings.data)[-1]
    if is_flow(settings.document, ()):
        end = content_end(settings.document, (last,))
        return TextEdit(end, end, f", {_KEY}: [{', '.join(lines)}]")
    return _lines_after(settings, (last,), [f"{_KEY}:", *(f"  - {line}" for line in lines)])


def _lines_after(settings: File, path: tuple[str | int, ...], lines: list[str]) -> TextEdit:
    document, text = settings.document, settings.document.text
    end = content_end(document, path)
    at = after_comment(text, end)
    if at == len(text) and ends_with_block(document, path):
        raise NotIntended(SETTINGS_FILE)
    sign = end_of_line(text, end)
    return TextEdit(at, at, "".join(sign + line for line in lines))
