"""Is a printed page current? Its code says which SOP it is and what that said; git has the past."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from time import monotonic

from sopc.catalogue.catalogue import Catalogue, Entry
from sopc.catalogue.number import SopNumber
from sopc.catalogue.organisation import ROOT_FILES
from sopc.language import Phrase
from sopc.limits import PAST_COMMITS, PAST_SECONDS, YAML
from sopc.load.file_names import may_be_read
from sopc.load.history import History
from sopc.load.revision import catalogue_of
from sopc.load.yaml_reader import read_yaml
from sopc.render.qr import OLD_CODE, Code, read_code, why_no_code
from sopc.sign.document import is_book_name, like_named

_ENDING = ".yaml"


class Standing(StrEnum):
    """What a printed page is worth today."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """A code's standing; ``now`` is what the catalogue has under its name, in the form of today.

    ``commit`` is the last one that says what a superseded page says, ``successor`` the number of
    the SOP that took the place of a revoked one. ``is_old`` says that the code is of the form
    before, ``reason`` why an unknown one is unknown where that can be said.
    """

    standing: Standing
    now: Code | None = None
    commit: str | None = None
    successor: str | None = None
    is_old: bool = False
    reason: Phrase | None = None

    def sentences(self) -> Iterator[Phrase]:
        """What is to say besides the standing."""
        if self.reason is not None:
            yield self.reason
        if self.successor is not None:
            yield Phrase("in its place there is {number}", number=self.successor)
        if self.is_old:
            yield OLD_CODE
        if self.now is not None and self.standing in (Standing.SUPERSEDED, Standing.UNKNOWN):
            yield Phrase("the catalogue now has: {code}", code=self.now)
        elif self.standing is Standing.SUPERSEDED:
            yield Phrase("the catalogue no longer has it")


@dataclass(frozen=True, slots=True)
class PastBounds:
    """How much of a past is looked at: so many commits, for so many seconds."""

    commits: int = PAST_COMMITS
    seconds: float = PAST_SECONDS


def standing_of(
    text: str, catalogue: Catalogue, root: Path, bounds: PastBounds | None = None
) -> Found:
    """Look a printed code up in the catalogue in ``root``, then in its past.

    What is no code is as unknown as one that was never printed. Raises SopcError when git cannot
    tell.
    """
    code = read_code(text)
    if code is None:
        return Found(Standing.UNKNOWN, reason=why_no_code(text))
    today = Code(code.name, code.revision, "0" * 32)
    now, entry = next(like_named(catalogue, today), (None, None))
    said = _said(catalogue, code)
    if said is None:
        found = _in_the_past(code, entry, History.of(root), bounds or PastBounds())
    elif said.revision == code.revision:
        found = Found(Standing.CURRENT)
    else:
        found = Found(Standing.UNKNOWN, reason=_other_date(code, said))
    return replace(found, now=now, is_old=code.is_old)


def _said(catalogue: Catalogue, code: Code) -> Code | None:
    """What a catalogue prints under a code's name with its digest; its date may be another."""
    for mine, entry in like_named(catalogue, code):
        if mine.digest == code.digest and (entry is None or entry.sop.is_written):
            return mine
    return None


def _other_date(code: Code, said: Code) -> Phrase:
    return Phrase(
        "its date does not fit: what it stands for is of {right}, not of {wrong}",
        right=said.revision,
        wrong=code.revision,
    )


def _in_the_past(code: Code, entry: Entry | None, history: History, bounds: PastBounds) -> Found:
    """What the past has of a code; ``entry`` is the SOP that has its name now."""
    past = _Past(history, code, entry.location.stem if entry else None, bounds)
    for commit, earlier in past.catalogues():
        said = _said(earlier, code)
        if said is None:
            continue
        if said.revision != code.revision:
            return Found(Standing.UNKNOWN, reason=_other_date(code, said))
        if entry is not None and entry.sop.status == "dicabut":
            successor = entry.sop.replaced_by
            named = str(successor) if successor else None
            return Found(Standing.REVOKED, commit=commit, successor=named)
        return Found(Standing.SUPERSEDED, commit=commit)
    if past.is_cut:
        reason = Phrase(
            "only the newest {count} commits were looked at; older ones may have this page",
            count=past.seen,
        )
        return Found(Standing.UNKNOWN, reason=reason)
    return Found(Standing.UNKNOWN)


@dataclass(slots=True)
class _Past:
    """The catalogue at earlier times, as far as a code depends on it.

    What an SOP's pages say depends on the files at the root, its own file, and those of related
    SOPs; what a book says, on all. ``seen`` commits were looked at; ``is_cut`` when there are more.
    """

    history: History
    code: Code
    stem: str | None
    bounds: PastBounds
    seen: int = 0
    is_cut: bool = False
    _texts: dict[str, bytes] = field(default_factory=dict)

    def catalogues(self) -> Iterator[tuple[str, Catalogue]]:
        """Each with the last commit that has it, newest first."""
        begin, known = monotonic(), set[frozenset[tuple[str, str]]]()
        stems = None if is_book_name(self.code.name) else self._stems()
        names = (*ROOT_FILES, *(f"{stem}{_ENDING}" for stem in stems)) if stems else ()
        for commit in self.history.commits(names, self.bounds.commits + 1):
            late = monotonic() - begin > self.bounds.seconds
            if late or self.seen == self.bounds.commits:
                self.is_cut = True
                return
            self.seen += 1
            tree = self._files(commit, stems)
            state = frozenset(tree.items())
            if state not in known:
                known.add(state)
                catalogue = catalogue_of(self._read(tree))
                if catalogue is not None:
                    yield commit, catalogue

    def _stems(self) -> set[str]:
        """What the files are called, without their ending and in small letters, of an SOP and of
        those that it ever named as related."""
        own = {SopNumber((), self.code.name).file_stem, self.stem or ""} - {""}
        found = {stem.casefold() for stem in own}
        for stem in own:
            versions = self.history.versions(f"{stem}{_ENDING}")[: self.bounds.commits]
            texts = self.history.contents([blob for _, _, blob in versions], YAML)
            for number in {each for text in texts.values() for each in _related(text)}:
                found.add(SopNumber((), number).file_stem.casefold())
        return found

    def _files(self, commit: str, stems: set[str] | None) -> dict[str, str]:
        """The files of a commit that count, with the names of their contents."""
        return {
            path: blob
            for path, blob in self.history.files(commit).items()
            if path in ROOT_FILES or (may_be_read(path) and _counts(path, stems))
        }

    def _read(self, tree: Mapping[str, str]) -> dict[str, bytes]:
        """Files with their contents; those that are too large are left out."""
        new = {blob for blob in tree.values() if blob not in self._texts}
        texts = self._texts | (self.history.contents(sorted(new), YAML) if new else {})
        self._texts = {blob: texts[blob] for blob in tree.values() if blob in texts}
        return {path: texts[blob] for path, blob in tree.items() if blob in texts}


def _counts(path: str, stems: set[str] | None) -> bool:
    """Whether a file is that of an SOP of these names, or of any."""
    return stems is None or PurePosixPath(path).stem.casefold() in stems


def _related(text: bytes) -> Iterator[str]:
    """The numbers of the catalogue's SOPs that an SOP's file names as related."""
    document, _ = read_yaml(text, "")
    data = document.value if document is not None else None
    related = data.get("keterkaitan", ()) if isinstance(data, dict) else ()
    for each in related if isinstance(related, list) else [related]:
        number = each.get("nomor") if isinstance(each, dict) else each
        if isinstance(number, str):
            yield number
