"""Lanes that an SOP is to have more, behind those that it has."""

from collections.abc import Sequence
from typing import Final

from sopc.edit.entries import is_flow, start_of, start_of_line, value_at
from sopc.edit.lists import NoSuchList, written_list
from sopc.edit.text_edits import TextEdit
from sopc.load.written_scalars import written
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.reorganisation import Amendment
from sopc.rewrite.sop_file import SopFile

_LANES: Final = "pelaksana"


def with_lanes(sop: SopFile, keys: Sequence[str]) -> tuple[Amendment, ...]:
    """What gives an SOP lanes for more actors; nothing where there are none to give."""
    if not keys or (_LANES,) not in sop.document.values:
        return ()  # what is missing then, a check tells
    document, text = sop.document, sop.document.text
    now = value_at(document, (_LANES,))
    start, end = document.values[(_LANES,)]

    def made(value: YamlValue) -> YamlValue:
        assert isinstance(value, dict)
        lanes = value[_LANES]
        known = lanes if isinstance(lanes, list) else [lanes]
        return {**value, _LANES: [*known, *keys]}

    if not isinstance(now, list):
        if text[start:end][:1] in ("|", ">") or start == end:
            return ()
        both = ", ".join([text[start:end], *map(written, keys)])
        return (Amendment((TextEdit(start, end, f"[{both}]"),), made),)
    try:
        lanes = written_list(document, (_LANES,))
    except NoSuchList:
        return ()
    dash = start_of(document, (_LANES, 0))
    indent = " " * (dash - start_of_line(text, dash))
    for key in keys:
        said = (
            written(key)
            if is_flow(document, (_LANES,))
            else f"{indent}- {written(key)}{lanes.ending}"
        )
        lanes = lanes.put_in(len(lanes.entries), said)
    return (Amendment((TextEdit(lanes.start, lanes.end, lanes.text),), made),)
