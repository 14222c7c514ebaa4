"""A step that is put into an SOP: what it says, written as the steps beside it are."""

from dataclasses import dataclass
from typing import Final

from sopc.edit.entries import is_flow, start_of, start_of_line
from sopc.load.written_scalars import written
from sopc.load.yaml_scalars import YamlValue
from sopc.rewrite.sop_file import SopFile

_STEPS: Final = "langkah"


@dataclass(frozen=True, slots=True)
class NewStep:
    """What a step that is put in says."""

    text: str
    actors: tuple[str, ...]
    code: str | None = None

    @property
    def data(self) -> dict[str, YamlValue]:
        """The same as the file has it, in the order of keys there."""
        code: dict[str, YamlValue] = {} if self.code is None else {"kode": self.code}
        actors: list[YamlValue] = [*self.actors]
        who = actors[0] if len(actors) == 1 else actors
        return {"uraian": self.text, **code, "pelaksana": who}

    def written(self, sop: SopFile, row: int, ending: str) -> str:
        """The text of it, behind the step at a place from 1, as those beside it are written."""
        document, beside = sop.document, (_STEPS, max(row - 1, 0))
        lines = [f"{key}: {_said(value)}" for key, value in self.data.items()]
        whole = f"{{{', '.join(lines)}}}"
        if is_flow(document, (_STEPS,)):
            return whole
        text, dash = document.text, start_of(document, (_STEPS, 0))
        indent = " " * (dash - start_of_line(text, dash))
        if is_flow(document, beside):
            return f"{indent}- {whole}{ending}"
        first, start = document.values[beside][0], start_of(document, beside)
        same_line = start_of_line(text, first) == start_of_line(text, start)
        gap = " " * (first - start - 1) if same_line else " "
        return f"{indent}-{gap}" + f"{ending}{indent} {gap}".join(lines) + ending


def _said(value: YamlValue) -> str:
    if isinstance(value, list):
        return f"[{', '.join(written(str(each)) for each in value)}]"
    return written(str(value))
