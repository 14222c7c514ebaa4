"""The part to sign in: whose turn it is, and whom a certificate or the user's words fit."""

from collections.abc import Mapping

from asn1crypto.x509 import Certificate

from sopc.catalogue.registry import Official
from sopc.catalogue.signatories import Signatory
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.finished import FileToSign
from sopc.sign.making.fields import signed_fields
from sopc.sign.options import SigningOptions
from sopc.sign.trust.people import of_official


def turn_of(
    work: FileToSign,
    officials: Mapping[str, Official],
    options: SigningOptions,
    certificate: Certificate,
) -> Signatory | Phrase:
    """The part to sign in now; of a file that nobody has named, why it is not the signer's turn.

    Raises SopcError for one that is named and has no such part.
    """
    if work.is_named:
        return part_to_sign(work, officials, options, certificate)
    signed = signed_fields(work.pdf, work.document)
    left = [part for part in work.document.signatories if part.field not in signed]
    if not left:
        return Phrase("all have signed it")
    part, official = left[0], left[0].official
    if options.role not in (None, part.role):
        return Phrase("{part} signs first", part=part.field)
    if official is None:
        whose = Phrase("whose part {part} is, is left open: --role", part=part.field)
        return part if options.role is not None else whose
    if official.name is None:
        return Phrase(
            "pejabat.yaml does not say who holds the office {office}: add `nama`",
            office=official.office,
        )
    wanted = officials.get(options.official, official) if options.official else official
    if wanted != official or not _fits(certificate, official):
        return Phrase("{official} signs it", official=official.called)
    return part


def part_to_sign(
    work: FileToSign,
    officials: Mapping[str, Official],
    options: SigningOptions,
    certificate: Certificate,
) -> Signatory:
    """The next part that fits what the user says, or else the certificate. Raises SopcError."""
    role, official = options.role, options.official
    if official is not None and official not in officials:
        raise SopcError(Phrase("pejabat.yaml has no official {key}", key=official))
    wanted = officials[official] if official else None
    signed = signed_fields(work.pdf, work.document)
    open_parts = [
        part
        for part in work.document.signatories
        if part.field not in signed
        and (role is None or part.role == role)
        and (wanted is None or part.official in (None, wanted))
    ]
    if not open_parts:
        raise SopcError(
            Phrase("`{file}` has no such part that is still to sign", file=work.document.file)
        )
    if role is None and official is None:
        fitting = [part for part in open_parts if _fits(certificate, part.official)]
        return (fitting or open_parts)[0]
    return open_parts[0]


def _fits(certificate: Certificate, official: Official | None) -> bool:
    """Whether a certificate is an official's, or at least has their name."""
    if official is None:
        return False
    wrong = of_official(certificate, official)
    return wrong is None or wrong.cause is causes.IDENTITY_UNPROVABLE
