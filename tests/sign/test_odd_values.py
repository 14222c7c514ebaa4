"""Values of other kinds than a reader expects, wherever it looks: it is a finding, never a bug."""

from collections.abc import Iterator
from io import BytesIO
from random import Random

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from sopc.sign import causes
from sopc.sign.findings import Grade
from tests.sign.attacks import d, n
from tests.sign.office import Office

_SEED, _SOME = 20260102, 14
Writer = IncrementalPdfFileWriter
Path = tuple[str | int, ...]


def places(writer: Writer) -> Iterator[Path]:
    """The entries of all that verifying looks at, by the keys that lead to them."""
    roots: tuple[Path, ...] = (
        (),
        ("/AcroForm",),
        ("/AcroForm", "/Fields", 0),
        ("/AcroForm", "/Fields", 2),
        ("/AcroForm", "/Fields", 2, "/V"),
        ("/AcroForm", "/Fields", 2, "/V", "/Prop_Build"),
        ("/AcroForm", "/Fields", 2, "/V", "/Prop_Build", "/App"),
        ("/AcroForm", "/Fields", 2, "/V", "/Reference", 0),
        ("/AcroForm", "/Fields", 2, "/V", "/Reference", 0, "/TransformParams"),
        ("/AcroForm", "/Fields", 2, "/AP"),
        ("/AcroForm", "/Fields", 2, "/P"),
        ("/AcroForm", "/Fields", 2, "/P", "/SopcSpaces"),
        ("/Pages",),
        ("/Pages", "/Kids", 0),
        ("/StructTreeRoot",),
        ("/StructTreeRoot", "/K", 1),
        ("/StructTreeRoot", "/K", 1, "/K"),
        ("/StructTreeRoot", "/ParentTree"),
        ("/StructTreeRoot", "/ParentTree", "/Kids", -1),
        ("/Metadata",),
        ("/Perms",),
        ("/DSS",),
    )
    for path in roots:
        held = at(writer, path)
        yield from ((*path, key) for key in held)


def at(writer: Writer, path: Path) -> DictionaryObject:
    held = writer.root
    for key in path:
        held = held[key]
    return held


def oddities(writer: Writer) -> tuple[PdfObject, ...]:
    page = writer.find_page_for_modification(0)[0]
    stream = writer.add_object(StreamObject(stream_data=b"q Q"))
    return (
        NullObject(),
        NumberObject(-1),
        NumberObject(10**9),
        ArrayObject(),
        ArrayObject([NullObject()]),
        d(),
        d(Type=n("Page")),
        n("X"),
        ByteStringObject(b"\xff\xfe"),
        stream,
        IndirectObject(page.reference.idnum, 0, writer),
        IndirectObject(99_999, 0, writer),
    )


def changed(pdf: bytes, path: Path, which: int) -> bytes:
    writer = Writer(BytesIO(pdf))
    held, odd = at(writer, path[:-1]), oddities(writer)[which]
    key = path[-1]
    assert isinstance(key, str)
    held[n(key[1:])] = odd
    if path[:-1]:
        writer.update_container(held)
    else:
        writer.update_root()
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def test_odd_values_are_findings(
    office: Office, lasting: bytes, exhaustive: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bugs of our own are not hidden as damage of the file: with this they are raised."""
    monkeypatch.setenv("SOPC_DEBUG", "1")
    writer = Writer(BytesIO(lasting))
    tried = [(path, which) for path in places(writer) for which in range(len(oddities(writer)))]
    for path, which in tried if exhaustive else Random(_SEED).sample(tried, _SOME):
        verdict = office.verdict(changed(lasting, path, which))
        assert verdict.grade is Grade.CHANGED, (path, which)


@pytest.mark.parametrize("debugs", [False, True])
def test_a_bug_is_not_called_damage(
    office: Office, signed: bytes, debugs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong in our own code says so, and is raised to whoever wants to see it."""
    monkeypatch.setattr("sopc.sign.pdf.pages.is_name", None)
    monkeypatch.setenv("SOPC_DEBUG", str(int(debugs)))
    if debugs:
        with pytest.raises(TypeError):
            office.verdict(signed)
    else:
        (finding,) = office.verdict(signed).findings
        assert (finding.cause, "fault of sopc" in finding.hint) == (causes.STUMBLED, True)


def test_damage_is_told_to_whoever_wants_to_see_it(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.verdict(b"%PDF-1.7")
    assert not caplog.records
    monkeypatch.setenv("SOPC_DEBUG", "1")
    office.verdict(b"%PDF-1.7")
    assert [record.message for record in caplog.records] == ["a file is called damaged"]
