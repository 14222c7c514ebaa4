"""What proves signatures for years to come (``/DSS``): certificates, and who was revoked."""

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, PdfObject

from sopc.language import Phrase
from sopc.sign import causes
from sopc.sign.allowed.following import Walk, changed, only, require
from sopc.sign.allowed.kinds import Kind
from sopc.sign.pdf.values import is_dictionary, is_literal, is_name, parts, raw

_PROOFS = {"/Type", "/Certs", "/OCSPs", "/CRLs", "/VRI"}
_PROOFS_OF_ONE = {"/Type", "/Cert", "/OCSP", "/CRL", "/TU", "/TS"}
_PROOF = {"/Length", "/Filter"}
_EXTENSION = {"/Type", "/BaseVersion", "/ExtensionLevel", "/ExtensionRevision", "/URL"}


def check_proofs(walk: Walk, value: PdfObject | None) -> None:
    """Raises NotOfSigningError where anything else stands among the proofs."""
    walk.subject = changed(
        causes.PROOFS_CHANGED, Phrase("what stands in the place of validation data is none")
    )
    proofs = walk.dictionary(value, Kind.PROOFS, _PROOFS)
    require("/Type" not in proofs or is_name(raw(proofs, "/Type"), "/DSS"))
    _check_lists(walk, proofs, "/Certs", "/OCSPs", "/CRLs")
    if "/VRI" in proofs:
        for one in parts(walk.dictionary(raw(proofs, "/VRI"), Kind.PROOFS_BY_SIGNATURE, None)):
            of_one = walk.dictionary(one, Kind.PROOFS_OF_ONE, _PROOFS_OF_ONE)
            _check_lists(walk, of_one, "/Cert", "/OCSP", "/CRL")
            require(is_literal(raw(of_one, "/Type"), raw(of_one, "/TU")))
            if "/TS" in of_one:
                walk.stream(raw(of_one, "/TS"), Kind.PROOF, _PROOF)


def _check_lists(walk: Walk, holder: DictionaryObject, *keys: str) -> None:
    for key in keys:
        if key in holder:
            for proof in walk.array(raw(holder, key), Kind.PROOF_LIST):
                walk.stream(proof, Kind.PROOF, _PROOF)


def check_extensions(walk: Walk, value: PdfObject | None) -> None:
    """What a file uses beyond its version, as makers of programs name it."""
    walk.subject = changed(
        causes.OBJECT_CHANGED, Phrase("what it says of its version is something else")
    )
    named = walk.follow(value, Kind.EXTENSIONS)
    require(is_dictionary(named) and is_literal(named))
    for by_maker in parts(named):
        for extension in parts(by_maker) if isinstance(by_maker, ArrayObject) else [by_maker]:
            if not is_name(extension, "/Extensions"):  # its own type
                only(extension, _EXTENSION)
