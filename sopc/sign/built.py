"""What is known of the files that a build made, besides what they are themselves."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol

from sopc.language import Phrase
from sopc.render.qr import Code
from sopc.sign.document import SignableDocument

_OF_CATALOGUE = "sops/"


def state_of(inputs: Mapping[str, str]) -> str:
    """The state of a catalogue: a digest of its own files' digests, of all that was an input."""
    own = {name: sha for name, sha in inputs.items() if name.startswith(_OF_CATALOGUE)}
    return sha256(json.dumps(own, sort_keys=True).encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class BuildEvidence:
    """SHA-256 of files by their names in a build, and how far that can be relied on.

    ``present`` is proven, and of the catalogue as it is now; ``earlier`` is proven, and of the
    catalogue as it was at other times. ``claimed`` is what a manifest says that anyone may have
    written; ``is_claimed_of_now`` that it names the catalogue's files as they are, and
    ``has_other_makers`` that what made the pages is not what would make them here. ``commit`` is
    the revision of the repository that it names, and ``state`` the state of the catalogue now.
    """

    state: str = ""
    present: Mapping[str, Collection[str]] = field(default_factory=dict)
    earlier: Mapping[str, Collection[str]] = field(default_factory=dict)
    claimed: Mapping[str, str] = field(default_factory=dict)
    is_claimed_of_now: bool = False
    has_other_makers: bool = False
    commit: str | None = None

    def with_proven(self, inputs: Mapping[str, str], files: Mapping[str, str]) -> "BuildEvidence":
        """The same, with files that are proven to have been built from some inputs."""
        if state_of(inputs) == self.state:
            return replace(self, present=_with(self.present, files))
        return replace(self, earlier=_with(self.earlier, files))


def _with(
    known: Mapping[str, Collection[str]], files: Mapping[str, str]
) -> Mapping[str, Collection[str]]:
    return {**known, **{name: {*known.get(name, ()), sha} for name, sha in files.items()}}


@dataclass(frozen=True, slots=True)
class PastFile:
    """A document as the catalogue had it at another time, and the SHA-256 of its file as it is
    printed now."""

    document: SignableDocument
    digest: str


class Printing(Protocol):
    """Prints documents again, for which it may take minutes."""

    def now(self, file: str) -> str | Phrase:
        """SHA-256 of a file of the catalogue as it is, or why it cannot be printed."""

    def then(self, code: Code, file: str, commit: str | None) -> Iterator[PastFile]:
        """A file as the catalogue had it when it said what a code stands for, and at a commit.

        Nothing where that is not known any more.
        """
