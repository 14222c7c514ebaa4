"""Whether a signature and its time stamp are genuine, and lead to somebody who is trusted."""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeAlias

from asn1crypto.cms import SignedData
from asn1crypto.x509 import Certificate
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    ModificationInfo,
    SignatureCoverageLevel,
    SignatureStatus,
    TimestampSignatureStatus,
)

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.findings import Cause
from sopc.sign.options import Level
from sopc.sign.pdf.values import led_to
from sopc.sign.signature.signer import MAKER
from sopc.sign.signature.strict import contained, is_tight
from sopc.sign.trust import policy
from sopc.sign.trust.certificates import common_name, issuer_name, out_of_date
from sopc.sign.trust.chains import Chain, missing_issuer

Found: TypeAlias = tuple[Cause, Phrase]
_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)


def stamped_at(one: EmbeddedPdfSignature) -> datetime | None:
    """The time that a time stamping authority gives."""
    is_clock = one.sig_object_type == "/DocTimeStamp"
    signed = one.signed_data if is_clock else _token(one)
    if signed is None:
        return None
    time: datetime = signed["encap_content_info"]["content"].parsed["gen_time"].native
    return time


def certificates_of_stamp(one: EmbeddedPdfSignature) -> list[Certificate]:
    """The certificates that a signature's time stamp brings."""
    signed = _token(one)
    return [] if signed is None else [each.chosen for each in signed["certificates"]]


def _token(one: EmbeddedPdfSignature) -> SignedData | None:
    """A signature's own time stamp."""
    attributes = one.signer_info["unsigned_attrs"]
    tokens = [a for a in attributes if a["type"].native == "signature_time_stamp_token"]
    return tokens[0]["values"][0]["content"] if tokens else None


def of_container(
    pdf: bytes,
    one: EmbeddedPdfSignature,
    status: SignatureStatus,
    stamp_chain: Chain | None,
    *,
    ours: bool,
) -> Iterator[Found]:
    """Whether the place of the signature holds the signature, and nothing loose.

    ``stamp_chain`` is that of its time stamp, trusted or not.
    """
    held = contained(pdf, list(one.byte_range), ours=ours)
    tight = (
        held is not None
        and one.pkcs7_content.startswith(held)
        and (
            status.validation_path is None  # reported by itself: without it there is no telling
            or is_tight(held, _path(status), _stamp_path(status, stamp_chain), ours=is_ours(one))
        )
    )
    if not tight:
        yield causes.SIGNATURE_ALTERED, Phrase("the signature's own data was altered")


def has_its_times(signature: EmbeddedPdfSignature, *, has_clock: bool) -> bool:
    """Whether a signature of ours has the time stamps that it was made with: it says its level.

    ``has_clock`` tells whether a time stamp of the whole file follows.
    """
    level = led_to(signature.sig_object, "/Prop_Build", "/App", "/REx")
    if not is_ours(signature) or level in (None, Level.B_B):
        return True
    return _token(signature) is not None and (level != Level.B_LTA or has_clock)


def is_ours(one: EmbeddedPdfSignature) -> bool:
    """Whether this program made a signature, as it says itself."""
    maker = led_to(one.sig_object, "/Prop_Build", "/App", "/Name")
    return bool(maker == f"/{MAKER}")


def _stamp_path(status: SignatureStatus, chain: Chain | None) -> set[bytes]:
    """The certificates behind a time stamp; where it is not trusted, those that it seems to have.

    That nobody here vouches for a time stamp does not mean that it was altered.
    """
    if chain is None:
        return set()
    seeming = {each.dump() for each in (chain.certificate, *chain.above)}
    return _path(getattr(status, "timestamp_validity", None)) or seeming


def _path(status: SignatureStatus | None) -> set[bytes]:
    if status is None or status.validation_path is None:
        return set()
    return {c.dump() for c in status.validation_path.iter_certs(include_root=True)}


def of_status(status: SignatureStatus, moment: datetime, chain: Chain) -> Iterator[Found]:
    """What the checks of signature and certificate found."""
    whole = isinstance(status, ModificationInfo) and status.coverage in _WHOLE
    if not status.intact or not whole:
        yield causes.BYTES_CHANGED, Phrase("the file was changed after it was signed")
    elif not status.valid:
        yield causes.NOT_GENUINE, Phrase("the signature is not genuine")
    date = out_of_date(status.signing_cert, moment)
    if date is not None:
        yield causes.EXPIRED, date
    elif status.valid and status.trust_problem_indic is not None:
        yield _why_untrusted(chain)


def _why_untrusted(chain: Chain) -> Found:
    """Why a certificate that is valid itself proves nothing."""
    if chain.root is None and not chain.above and not chain.certificate.self_issued:
        return causes.MISSING_ISSUER, missing_issuer(chain)
    untrusted = Phrase(
        "the certificate, issued by {issuer}, leads to no authority that is trusted here",
        issuer=issuer_name(chain.certificate),
    )
    return causes.UNTRUSTED, untrusted


def of_stamp_status(
    stamp: TimestampSignatureStatus, moment: datetime, chain: Chain
) -> Iterator[Found]:
    """What is wrong with a signature's time stamp."""
    if not stamp.intact or not stamp.valid:
        yield causes.STAMP_NOT_GENUINE, Phrase("its time stamp is not genuine")
    elif stamp.trust_problem_indic is not None:
        dated = out_of_date(stamp.signing_cert, moment)
        own = [(causes.EXPIRED, dated)] if dated else []
        above = policy.of_chain(chain, moment) if chain.root is not None else ()
        cause, why = next(iter((*own, *above)), _why_untrusted(chain))
        if cause is causes.UNTRUSTED:
            untrusted = Phrase(
                "its time stamp, by {authority}, leads to no authority that is trusted here",
                authority=common_name(stamp.signing_cert),
            )
        else:
            untrusted = Phrase("its time stamp: {reason}", reason=why)
        yield causes.STAMP_UNTRUSTED, untrusted
