"""Pictures and pages that are shown beside the text; they lie in a folder of this process's own."""

import tempfile
from pathlib import Path

from sopc import pipeline
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.lsp.snapshot import Snapshot


class Previews:
    """Files for an editor to show, until the end."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def write(self, name: str, data: bytes) -> Path:
        """Put a file there, in the place of an earlier one."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="sopc-lsp-")
        path = Path(self._folder.name, name)
        path.write_bytes(data)
        return path

    def remove(self) -> None:
        """Remove all of them."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def flowchart(snapshot: Snapshot, number: str) -> bytes:
    """The flowchart of an SOP as SVG, as far as it can be drawn as it is written now.

    Raises SopcError when there is no such SOP, or it has errors or no steps.
    """
    if snapshot.catalogue is None:
        raise SopcError(Phrase("katalog.yaml has errors: mend them first"))
    concerned = pipeline.sound_for(snapshot.checked, snapshot.root, [number])
    if concerned.errors:
        first = concerned.errors[0]
        raise SopcError(
            Phrase(
                "errors are in the way of the flowchart, first in line {line}: {message}",
                line=first.place.line,
                message=first.message,
            )
        )
    return pipeline.plain_flowchart(snapshot.catalogue, number)
