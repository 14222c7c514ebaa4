"""docs/limits.md says the limits that the program has."""

import re

from sopc import limits
from sopc.reader import size_in_words
from tests.conftest import REPOSITORY

SIZES = {
    "a YAML file of a catalogue, now or at an earlier revision": limits.YAML,
    "a template or style sheet of a catalogue": limits.TEMPLATE,
    "a picture that is printed": limits.PICTURE,
    "templates, style sheets and pictures of a catalogue together": limits.MATERIALS,
    "the source document (`check --source`)": limits.SOURCE,
    "a key, or a file of certificates": limits.KEY,
    "a PDF to sign or to verify, or that an earlier build left": limits.PDF,
    "what git says at once, such as the paths of a revision": limits.GIT_ANSWER,
    "all that is read of a catalogue's past": limits.GIT_PAST,
    "an authority's answer: a time stamp, a status, a list of what it revoked": limits.ANSWER,
    "what one command replaced, kept for `sopc undo`": limits.UNDO,
    "the same of all catalogues": limits.UNDO_TOGETHER,
    "recorded findings (`check --baseline`)": limits.BASELINE,
    "a manifest, signed or not, and the record of a build": limits.STATEMENT,
}


def test_the_page_has_the_time_of_git() -> None:
    text = (REPOSITORY / "docs" / "limits.md").read_text(encoding="utf-8")
    assert f"git has {limits.GIT_SECONDS:g} seconds" in text
    past = f"the newest {limits.PAST_COMMITS:,} commits, for {limits.PAST_SECONDS:g} seconds"
    assert past in " ".join(text.split())


def test_the_page_has_how_many_changes_are_kept() -> None:
    text = (REPOSITORY / "docs" / "limits.md").read_text(encoding="utf-8")
    assert f"of the {limits.UNDO_COUNT} catalogues that were changed last" in text


def test_the_page_has_the_time_of_an_authority() -> None:
    text = (REPOSITORY / "docs" / "limits.md").read_text(encoding="utf-8")
    assert f"An authority has {limits.ANSWER_SECONDS:g} seconds" in text


OF_PICTURES = {
    limits.UNDO_COUNT,
    limits.GIT_SECONDS, limits.ANSWER_SECONDS, limits.PAST_COMMITS, limits.PAST_SECONDS,
    limits.PIXELS, limits.PIXELS_A_SIDE, limits.PIXELS_TOGETHER, limits.PARTS, limits.SCANS,
    limits.ELEMENTS, limits.DEPTH, limits.WORK,
}  # fmt: skip
COUNTS = {
    "pixels": f"{limits.PIXELS // 10**6} million, and {limits.PIXELS_A_SIDE:,} a side",
    "pixels of all pictures of a catalogue": f"{limits.PIXELS_TOGETHER // 10**6} million",
    "chunks of a PNG, segments of a JPEG": f"{limits.PARTS:,}",
    "scans of a progressive JPEG": f"{limits.SCANS}",
    "elements of a drawing (SVG)": f"{limits.ELEMENTS:,}",
    "elements within each other, what they refer to included": f"{limits.DEPTH}",
    "work to draw it": f"{limits.WORK:,} steps",
}


def test_the_page_has_every_limit_and_no_other() -> None:
    text = (REPOSITORY / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    said = {what: most for what, most in rows if most != "at most"}
    sizes = {what: size_in_words(size) for what, size in SIZES.items()}
    assert said == sizes | COUNTS


def test_every_limit_of_bytes_is_on_the_page() -> None:
    named = {name for name in vars(limits) if name.isupper() and name not in ("KIB", "MIB")}
    assert {getattr(limits, name) for name in named} - OF_PICTURES == set(SIZES.values())
