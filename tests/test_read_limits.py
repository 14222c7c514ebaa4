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
    "a manifest, signed or not, and the record of a build": limits.STATEMENT,
}


def test_the_page_has_every_limit_and_no_other() -> None:
    text = (REPOSITORY / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    said = {what: most for what, most in rows if what != "what"}
    assert said == {what: size_in_words(size) for what, size in SIZES.items()}


def test_every_limit_of_bytes_is_on_the_page() -> None:
    named = {name for name in vars(limits) if name.isupper() and name not in ("KIB", "MIB")}
    assert {getattr(limits, name) for name in named} == set(SIZES.values())
