"""Other keys: every reference follows, print stays, and no other byte of any file is another."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from sopc.catalogue.catalogue import Catalogue
from sopc.catalogue.printed import printed, printed_digest
from sopc.compare.comparison import CatalogueComparison
from sopc.load.loader import load_catalogue
from sopc.notes.names import Names
from sopc.rewrite.files import read_catalogue
from sopc.rewrite.keys import pairs_of, with_new_keys
from tests.catalogues import FIRST, TODAY
from tests.examples import at_most
from tests.rewrite.layouts import DEEP, LAYOUTS, SECOND, raws, write

_REFERRED = {
    "pelaksana": ("kepala", "staf", "kepala-umum", "sekretaris"),
    "dasar-hukum": ("uu-1-2020", "uu-2-2019"),
    "pejabat": ("kepala",),
}
_PLAIN = ("zz", "zz-9", "9-zz")
_ODD = ("true", "null", "123", "1e5", "0x1f", "no")
"""Keys that YAML reads as something else where they stand without quotes."""


def renamed(root: Path, kind: str, *words: str, number: str = "") -> dict[str, bytes]:
    """Rename in place; the files then."""
    read = read_catalogue(root, TODAY)
    new = with_new_keys(read, pairs_of(read, kind, words, number))
    for name, data in new.proposal.after.items():
        assert data is not None
        assert new.proposal.before[name] == (root / name).read_bytes()
        (root / name).write_bytes(data)
    return raws(root)


def loaded(root: Path) -> Catalogue:
    found = load_catalogue(root)
    assert found.catalogue is not None
    assert found.diagnostics == ()
    return found.catalogue


def said(catalogue: Catalogue) -> list[object]:
    """What the annex prints of notes."""
    names = Names(catalogue)
    registries = (catalogue.actors, catalogue.officials, catalogue.regulations)
    sources = [entry.sop.source for entry in catalogue.entries]
    sources += [each.source for registry in registries for each in registry.values()]
    return [names.note(note) for source in sources for note in source.notes]


def mapped(value: object, names: dict[str, str], kind: str, way: tuple[str, ...] = ()) -> object:
    """An SOP's data with other names where it refers to something of a kind."""
    if isinstance(value, dict):
        return {key: mapped(each, names, kind, (*way, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [mapped(each, names, kind, way) for each in value]
    roles = {"pengesah", "disahkan_oleh", "penyusun", "pemeriksa"}
    refers = {
        "pelaksana": way[-1:] == ("pelaksana",),
        "dasar-hukum": "dasar_hukum" in way and way[-1] != "tertulis",
        "pejabat": way[:1] and way[0] in roles,
        "langkah": way[-1] == "kode" or way[-1] == "lanjut" or "keputusan" in way,
    }
    return names.get(str(value), value) if refers[kind] and "sumber" not in way else value


@at_most(20)
@given(
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from([(kind, key) for kind, keys in _REFERRED.items() for key in keys]),
    st.sampled_from((*_PLAIN, *_ODD)),
)
def test_a_key_has_another_name_and_nothing_else_is_another(
    layout: str, what: tuple[str, str], new: str
) -> None:
    kind, old = what
    with TemporaryDirectory() as folder:
        root = write(Path(folder) / "sops", layout)
        before, bytes_before = loaded(root), raws(root)
        noted = said(before)
        after = renamed(root, kind, old, new)
        now = loaded(root)
        assert {FIRST, SECOND, DEEP} & after.keys()
        for was, entry in zip(before.entries, now.entries, strict=True):
            data = was.sop.model_dump(mode="json", by_alias=True, exclude={"source"})
            assert entry.sop.model_dump(mode="json", by_alias=True, exclude={"source"}) == mapped(
                data, {old: new}, kind
            )
        assert said(now) == noted
        assert CatalogueComparison(before, now).changed == {}
        back = renamed(root, kind, new, old)
    if new in _PLAIN and old != "kepala-umum":  # which stands with escapes, and in reasons
        unlike = {
            name
            for name in after
            if after[name].replace(new.encode(), old.encode()) != bytes_before[name]
        }
        assert unlike == set()
        assert back == bytes_before
    comments = [re.findall(rb"#[^\r\n]*", raw) for raw in bytes_before.values()]
    assert [re.findall(rb"#[^\r\n]*", raw) for raw in back.values()] == comments
    assert [re.findall(rb"#[^\r\n]*", raw) for raw in after.values()] == comments


def test_words_on_pages_stay_and_only_their_codes_are_others(tmp_path: Path) -> None:
    root = write(tmp_path / "sops")
    before = loaded(root)
    renamed(root, "pelaksana", "staf", "zz")
    now = loaded(root)
    pairs = [*zip(before.entries, now.entries, strict=True)]
    assert [printed_digest(before, was) for was, _ in pairs] != [
        printed_digest(now, entry) for _, entry in pairs
    ]
    for was, entry in pairs:
        said_then, said_now = (
            json.loads(printed(one, each)) for one, each in ((before, was), (now, entry))
        )
        assert mapped(said_then.pop("sop"), {"staf": "zz"}, "pelaksana") == said_now.pop("sop")
        assert said_then == said_now
