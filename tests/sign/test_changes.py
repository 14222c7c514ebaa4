"""What was changed before or between signatures, and is not covered up by later ones."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfTimeStamper

from sopc.diagnostics import SopcError
from sopc.sign.fields import prepare
from sopc.sign.signing import Terms, sign
from tests.sign.foreign import serve
from tests.sign.office import NAMES, Office
from tests.sign.pki import NOW
from tests.sign.updates import add_script, blank_page, retitle, rotate, swap_pages, unlock, update

NOW_TERMS = Terms(NOW + timedelta(minutes=1))


@pytest.mark.parametrize("signed", [(), ("Penyusun",), ("Penyusun", "Pemeriksa")])
@pytest.mark.parametrize("change", [rotate, swap_pages, retitle, blank_page, add_script])
def test_nobody_is_led_to_sign_a_file_that_was_changed(
    office: Office, signed: tuple[str, ...], change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    document = office.document()
    pdf, part = update(office.signed(signed), change), document.signatories[len(signed)]
    with pytest.raises(SopcError, match="it was changed"):
        sign(pdf, document, part, office.keys[part.field], NOW_TERMS)


@pytest.mark.parametrize("signed", [(), ("Penyusun",), ("Penyusun", "Pemeriksa")])
@pytest.mark.parametrize("change", [rotate, swap_pages, retitle, blank_page, add_script])
def test_a_later_signature_does_not_cover_up_a_change(
    office: Office, signed: tuple[str, ...], change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    """A signer's own program may sign anything."""
    pdf = office.signed(signed) if signed else prepare(office.unsigned(), office.document())
    pdf = update(pdf, change)
    for part in list(NAMES)[len(signed) :]:
        pdf = serve(pdf, office, part, office.holders[part])
    assert "it was changed besides being signed" in office.verdict(pdf).faults


def test_a_field_that_covers_a_page_is_noticed(office: Office) -> None:
    """What a field shows lies over the page."""
    writer = IncrementalPdfFileWriter(BytesIO(office.unsigned()))
    for place_of_field, part in enumerate(office.document().signatories):
        label = f"{part.field} {office.document().code}"
        box = (0, 0, 600, 900 + place_of_field)
        append_signature_field(writer, SigFieldSpec(part.field, 1, box, readable_field_name=label))
    target = BytesIO()
    writer.write(target)
    pdf = target.getvalue()
    for name in NAMES:
        pdf = serve(pdf, office, name, office.holders[name])
    assert office.verdict(pdf).faults == ("it was changed besides being signed",)


@pytest.mark.parametrize("change", [rotate, swap_pages, retitle, blank_page, unlock])
def test_a_time_stamp_does_not_cover_up_a_change(
    office: Office, signed: bytes, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    """Anyone can have a time stamp from an authority that all trust."""
    writer = IncrementalPdfFileWriter(BytesIO(update(signed, change)))
    stamped = PdfTimeStamper(office.clock).timestamp_pdf(writer, "sha256", output=BytesIO())
    assert not office.verdict(stamped.getvalue()).holds
