"""What lies in a folder of outputs without a record of ours: nobody knows who put it there."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from sopc.folder import OutputFolder
from sopc.publish.inputs import digest
from sopc.publish.manifest import published
from sopc.publish.record import is_same

_MADE = re.compile(
    r"handbook\.pdf|volume/[^/]+\.pdf|sop/[^/]+\.pdf|flowchart/[^/]+\.svg"
    r"|index\.(json|csv)|catatan\.csv|relations\.svg"
)
"""The names that a build's files have."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Files of another's build that this one does not make: to remove, and signed, so to leave."""

    stale: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


def foreign_files(
    out: OutputFolder, made: Collection[str], others: Mapping[str, str] | None = None
) -> Foreign:
    """What a manifest that anyone may have written lets us remove beside the files in ``made``.

    ``others`` is what other such manifests list.

    Only files with a build's names, and the very content that is listed: whatever else is listed
    may be the user's own.
    """
    listed = {**(others or {}), **published(out)}
    # on some systems one file answers to several spellings of its name
    ours = {_spelled(name) for name in made}
    unmade = [
        name for name in sorted(listed) if _MADE.fullmatch(name) and _spelled(name) not in ours
    ]
    stale: list[str] = []
    signed: list[str] = []
    for name in unmade:
        data = out.read(name)
        if data is not None and is_same(data, listed[name]):
            (stale if digest(data) == listed[name] else signed).append(name)
    return Foreign(tuple(stale), tuple(signed))


def _spelled(name: str) -> str:
    return normalize("NFKC", name.casefold()).casefold()
