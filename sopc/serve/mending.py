"""The mend of one finding, made as ``sopc check --fix`` makes it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sopc.diagnostics import Diagnostic, SopcError
from sopc.edit.mending import mended
from sopc.edit.patched import text_of
from sopc.language import Phrase
from sopc.pipeline import Checked
from sopc.serve.conflict import conflict
from sopc.serve.desk import Desk
from sopc.serve.findings_view import key_of


def mend(desk: Desk, name: str, key: str) -> None:
    """Mend a finding of a file, which is named by its key. Raises Conflict where it is not found
    any more, and SopcError where something else would be wrong then."""
    found = next((each for each in _found(desk, name) if key_of(each) == key), None)
    if found is None:
        raise conflict()

    def check(instead: Mapping[str, bytes]) -> Checked:
        texts = {Path(file): text_of(raw) for file, raw in instead.items()}
        return desk.as_if(texts).settled().checked if texts else desk.checked().checked

    def wanted(checked: Checked) -> Sequence[Diagnostic]:
        return [e for e in checked.diagnostics if e.place == found.place and key_of(e) == key]

    files = desk.snapshot().files
    made = mended(check, wanted, {file: files[file].raw for file in files})
    if not made.done:
        raise SopcError(Phrase("not mended, as something else would be wrong then"))
    assert found.fix is not None
    desk.save(_below(desk, made.before), _below(desk, made.after), said=found.fix.label)


def _found(desk: Desk, name: str) -> Sequence[Diagnostic]:
    file = desk.file(name)
    return desk.snapshot().findings(file.name) if file else ()


def _below(desk: Desk, files: Mapping[str, bytes]) -> dict[str, bytes | None]:
    return {Path(file).relative_to(desk.root).as_posix(): raw for file, raw in files.items()}
