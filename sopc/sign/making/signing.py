"""Sign one PDF in one part: the first signature certifies it, the last one locks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    SigDSSPlacementPreference,
    TimestampDSSContentSettings,
)
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from sopc.catalogue.signatories import Signatory
from sopc.diagnostics import SopcError
from sopc.language import Phrase
from sopc.markup.words import one_line
from sopc.refusals import reason_of
from sopc.sign import causes
from sopc.sign.damaged import DAMAGED, check_damage
from sopc.sign.document import SignableDocument
from sopc.sign.making.clock import Clock, ClockError
from sopc.sign.making.fields import add_fields, allowed_changes, field_names
from sopc.sign.making.keys import SigningKey
from sopc.sign.making.stamp import Stamp
from sopc.sign.options import Level, SigningOptions
from sopc.sign.pdf.reading import reader_of
from sopc.sign.signature.signer import MAKER
from sopc.sign.trust import policy
from sopc.sign.trust.certificates import out_of_date, roots_in
from sopc.sign.trust.chains import chain_above
from sopc.sign.trust.people import of_signer

_LASTING = (Level.B_LT, Level.B_LTA)


@dataclass(frozen=True, slots=True)
class Terms:
    """How to sign: when, at what level, by whose clock, trusting whom."""

    now: datetime
    level: Level = Level.B_B
    clock: TimeStamper | None = None
    roots: Sequence[Certificate] = ()


def terms_of(options: SigningOptions) -> Terms:
    """The terms that the user's options come to. Raises SopcError when they do not go together."""
    tsa, level = options.tsa, options.level
    chosen = level or (Level.B_T if tsa else Level.B_B)
    if chosen is not Level.B_B and tsa is None:
        raise SopcError(Phrase("level {level} needs a time stamping authority: --tsa", level=level))
    if chosen in _LASTING and not options.trust:
        raise SopcError(Phrase("level {level} needs root certificates: --trust", level=level))
    roots = roots_in(options.trust)
    clock = Clock(tsa) if tsa else None
    return Terms(options.now, chosen, clock, roots)


def refusal(key: SigningKey, signatory: Signatory, now: datetime) -> Phrase | None:
    """Why a key must not sign in a part; None when it may."""
    problem = out_of_date(key.certificate, now)
    if problem is not None:
        return problem
    for _, told in policy.of_signing_key(key.certificate, key.chain, now):
        return told
    wrong = of_signer(key.certificate, signatory, now)
    return wrong.told if wrong else None


def sign(
    pdf: bytes, document: SignableDocument, signatory: Signatory, key: SigningKey, terms: Terms
) -> bytes:
    """The document with one more signature. Raises SopcError when it is not this part's turn."""
    problem = refusal(key, signatory, terms.now)
    if problem is not None:
        raise SopcError(Phrase("`{file}`: {problem}", file=document.file, problem=problem))
    try:
        _await_turn(reader_of(pdf), document, signatory)
        if not is_pristine(pdf, document):
            raise _failed(document, Phrase("it was changed besides being signed"))
        # a reader that has looked at a document's metadata would have it written as any stream
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        add_fields(writer, document)
        signer = PdfSigner(
            _metadata(document, signatory, terms),
            key.signer,
            timestamper=None if terms.level is Level.B_B else terms.clock,
            stamp_style=Stamp(
                certificate=key.certificate,
                official=signatory.official,
                day=terms.now.date(),
                code=document.text,
                form=document.form,
            ),
        )
        target: BytesIO = signer.sign_pdf(writer, existing_fields_only=True, output=BytesIO())
    except (PathError, ValidationError) as error:
        raise _failed(document, _unproven(error, key, terms)) from None
    except ClockError as error:
        raise _failed(document, error.sentence) from None
    except OSError as error:
        raise _failed(document, reason_of(error)) from None
    except (SigningError, PdfError) as error:
        known = isinstance(error.__cause__, PathError | ValidationError)
        reason = _unproven(error.__cause__, key, terms) if known else str(error)
        raise _failed(document, reason) from None
    return target.getvalue()


def _unproven(error: BaseException | None, key: SigningKey, terms: Terms) -> Phrase:
    """Why what proves a signature for years cannot be put into it."""
    if isinstance(error, RevokedError):
        date = f"{error.revocation_dt:%Y-%m-%d %H:%M:%S %z}"
        return Phrase("a certificate behind it was revoked on {date}", date=date)
    if chain_above(key.certificate, key.chain, terms.roots).root is None:
        return Phrase("its certificate leads to no trusted root")
    return Phrase("the certificate of the time stamp leads to no trusted root: give it by --trust")


def is_pristine(pdf: bytes, document: SignableDocument) -> bool:
    """Whether a file is a document's pages with its fields and signatures, and nothing more.

    Whose signatures they are is not asked.
    """
    try:
        reader = reader_of(pdf)
        signed, changes = reader.embedded_signatures, allowed_changes(reader, document)
        return changes.only_signs() and (
            not signed or changes.end(pdf, signed) is not causes.ADDED_AFTER
        )
    except DAMAGED as error:
        check_damage(error)
        return False


def _await_turn(reader: PdfFileReader, document: SignableDocument, signatory: Signatory) -> None:
    """Raises SopcError when others have to sign first, or the part is signed already."""
    signed = [name for name, is_signed in field_names(reader) if is_signed]
    if signatory.field in signed:
        raise _failed(document, Phrase("{part} has signed it already", part=signatory.field))
    before = document.signatories[: document.signatories.index(signatory)]
    missing = [part.field for part in before if part.field not in signed]
    if missing:
        raise _failed(document, Phrase("{part} signs first", part=missing[0]))


def _metadata(
    document: SignableDocument, signatory: Signatory, terms: Terms
) -> PdfSignatureMetadata:
    is_first = signatory is document.signatories[0]
    is_last = signatory is document.signatories[-1]
    lasting = terms.level in _LASTING
    return PdfSignatureMetadata(
        field_name=signatory.field,
        reason=f"{signatory.role.capitalize()} {document.code}",
        name=one_line(signatory.official.called) if signatory.official else None,
        certify=is_first,
        docmdp_permissions=MDPPerm.NO_CHANGES if is_last else MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
        app_build_props=BuildProps(MAKER, revision=terms.level),  # says what must not be missing
        signer_key_usage={"non_repudiation", "digital_signature"},
        embed_validation_info=lasting,
        use_pades_lta=terms.level is Level.B_LTA,
        timestamp_field_name=f"{signatory.field}-waktu",
        validation_context=_trusting(terms.roots) if lasting else None,
        # what proves a signature goes in with it, so that a file always ends with what is signed
        dss_settings=DSSContentSettings(
            include_vri=False,
            placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE,
            next_ts_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
        ),
    )


def _trusting(roots: Sequence[Certificate]) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(roots), allow_fetching=True, revocation_mode="soft-fail"
    )


def _failed(document: SignableDocument, reason: str) -> SopcError:
    return SopcError(Phrase("`{file}` is not signed: {reason}", file=document.file, reason=reason))
