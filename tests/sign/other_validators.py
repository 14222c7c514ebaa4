"""What other programs say of a signed file."""

import asyncio
import re
import subprocess
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp

from tests.sign.foreign_forms import trusting
from tests.sign.office import Office

_NOT_JUDGED = "Signature has not yet been verified."


async def judged(pdf: bytes, office: Office) -> list[bool]:
    """What pyHanko says of each signature and time stamp by its default rules."""
    found = []
    for one in PdfFileReader(BytesIO(pdf)).embedded_signatures:
        if one.sig_object_type == "/DocTimeStamp":
            stamp = await async_validate_pdf_timestamp(one, trusting(office))
            found.append(stamp.valid and stamp.intact and stamp.trusted)
        else:
            status = await async_validate_pdf_signature(one, trusting(office))
            found.append(status.bottom_line)
    return found


def by_pyhanko(pdf: bytes, office: Office) -> bool:
    """Whether pyHanko accepts a file by its default rules."""
    return all(asyncio.run(judged(pdf, office)))


def by_pdfsig(pdf: bytes, folder: Path) -> bool:
    """Whether pdfsig finds all signatures valid; it knows no time stamps of whole files."""
    file = folder / "a.pdf"
    file.write_bytes(pdf)
    words = ["pdfsig", "-nocert", str(file)]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    judged = {*re.findall(r"Signature Validation: (.*)", said)} - {_NOT_JUDGED}
    return judged == {"Signature is Valid."}
