"""A change that a page asks for, made in the file as it is by then."""

from typing import Final

from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.load.yaml_reader import read_yaml
from sopc.rewrite.files import ReadFile
from sopc.serve.amending import amended
from sopc.serve.asked import Change, ChangeRequest
from sopc.serve.change_words import field_of, in_words
from sopc.serve.desk import Desk
from sopc.serve.rebased import alone, rebased
from sopc.serve.shown_versions import ShownVersions
from sopc.serve.version import version_of

_TRIES: Final = 5


def make(desk: Desk, shown: ShownVersions, name: str, asked: ChangeRequest) -> None:
    """Change a file of the catalogue, which is there.

    What others wrote meanwhile stays: the change is made of what they left, if what it is about is
    as the page showed it. Raises Conflict, or SopcError where it cannot be made.
    """
    for left in reversed(range(_TRIES)):
        desk.touched([desk.root / name])  # the system may not have told yet
        file = desk.file(name)
        if file is None:
            raise SopcError(Phrase("the file is not there any more"))
        change = _of_now(asked, file, shown.raw(name, asked.version))
        after = amended(file, change)
        if after == file.raw:
            return
        try:
            desk.save(
                {name: file.raw},
                {name: after},
                said=in_words(change),
                field=field_of(name, change),
            )
        except SopcError:
            now = desk.file(name)
            if not left or (now is not None and now.raw == file.raw):
                raise
        else:
            return


def _of_now(asked: ChangeRequest, file: ReadFile, base: bytes | None) -> Change:
    if asked.version == version_of(file.raw):
        return asked.change
    document = None if base is None else read_yaml(base, file.name)[0]
    if document is None or file.document is None:
        return alone(asked.change)
    return rebased(asked.change, document.value, file.document.value)
