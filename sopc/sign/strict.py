"""What a signature does not sign of itself: its own container in the file, and the loose parts in it.

A signature covers the file but for the place where it stands. What stands there besides the signed
part (padding, certificates, versions, identifiers) is accepted only in the one form that follows
from the signed part, so that no byte of it can be changed unseen.
"""

import re
from collections.abc import Collection, Sequence

from asn1crypto import cms, core
from asn1crypto.x509 import Certificate

from sopc.sign.der import is_der

_TIME_STAMP = "signature_time_stamp_token"
_PROTECTION = "cms_algorithm_protection"
_CERTIFICATE_DIGESTS = ("signing_certificate", "signing_certificate_v2")
_CONTAINER = re.compile(rb"<((?:[0-9a-f]{2})+)>")
_CAPITALS = re.compile(rb"<((?:[0-9A-F]{2})+)>")


def contained(pdf: bytes, covered: Sequence[int], *, ours: bool) -> bytes | None:
    """The signature in the gap that a byte range leaves; None when there is anything besides.

    Programs of others may write hexadecimal digits in capitals; ours does not.
    """
    if len(covered) != 4 or covered[0] != 0 or not 0 < covered[1] < covered[2]:
        return None
    gap = pdf[covered[1] : covered[2]]
    found = _CONTAINER.fullmatch(gap) or (None if ours else _CAPITALS.fullmatch(gap))
    if found is None:
        return None
    held = bytes.fromhex(found[1].decode("ascii"))
    signature = held[: _length(held)]
    return signature if is_der(signature) and not any(held[len(signature) :]) else None


def is_tight(
    signature: bytes, path: Collection[bytes], stamp_path: Collection[bytes], *, ours: bool
) -> bool:
    """Whether nothing in a signature could be otherwise.

    ``path`` and ``stamp_path`` hold the certificates by which its signer and its time stamp were
    found to be trusted, in DER: it may bring along those and no others.
    """
    content = cms.ContentInfo.load(signature, strict=True)
    if content["content_type"].native != "signed_data":
        return False
    signed = content["content"]
    if not _brings_only(signed, path, ours=ours) or not _is_plain(signed):
        return False
    (signer,) = signed["signer_infos"]
    return _time_stamps_are_tight(signer["unsigned_attrs"], stamp_path)


def _time_stamps_are_tight(attributes: cms.CMSAttributes, path: Collection[bytes]) -> bool:
    if attributes is core.VOID or isinstance(attributes, core.Void):
        return True
    if [attribute["type"].native for attribute in attributes] != [_TIME_STAMP]:
        return False
    tokens = [token.dump() for token in attributes[0]["values"]]
    return len(tokens) == 1 and is_tight(tokens[0], path, (), ours=False)


def _brings_only(signed: cms.SignedData, path: Collection[bytes], *, ours: bool) -> bool:
    """Whether the certificates are among those of the path, each once and in its one form."""
    if not isinstance(signed["crls"], core.Void):
        return False
    brought = [choice.chosen for choice in signed["certificates"]]
    encoded = [certificate.dump() for certificate in brought]
    if len(set(encoded)) != len(encoded) or not set(encoded) <= set(path):
        return False
    if ours and (encoded != sorted(encoded) or any(c.self_issued for c in brought[1:])):
        return False
    return all(_is_one_form(certificate) for certificate in brought)


def _is_one_form(certificate: Certificate) -> bool:
    """Whether the unsigned part of a certificate repeats what the signed part says."""
    inner = certificate["tbs_certificate"]["signature"].dump()
    whole_bytes = certificate["signature_value"].contents[:1] == b"\x00"
    return whole_bytes and certificate["signature_algorithm"].dump() == inner


def _is_plain(signed: cms.SignedData) -> bool:
    """Whether versions, algorithms and identifiers are those that the signed part implies."""
    if len(signed["signer_infos"]) != 1:
        return False
    signer = signed["signer_infos"][0]
    is_file = signed["encap_content_info"]["content_type"].native == "data"
    by_serial = signer["sid"].name == "issuer_and_serial_number"
    digests = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    return (
        signed["version"].native == ("v1" if is_file and by_serial else "v3")
        and signer["version"].native == ("v1" if by_serial else "v3")
        and digests == [signer["digest_algorithm"].dump()]
        and (not is_file or isinstance(signed["encap_content_info"]["content"], core.Void))
        and _names_its_certificate(signed, signer)
        and _algorithms_are_bound(signer)
    )


def _names_its_certificate(signed: cms.SignedData, signer: cms.SignerInfo) -> bool:
    """Whether a signature says which certificate made it, to the letter, and signs that."""
    types = {attribute["type"].native for attribute in signer["signed_attrs"]}
    sid = signer["sid"]
    for choice in signed["certificates"]:
        certificate = choice.chosen
        if sid.name == "issuer_and_serial_number":
            issuer = certificate.issuer.dump() == sid.chosen["issuer"].dump()
            named = issuer and certificate.serial_number == sid.chosen["serial_number"].native
        else:
            named = certificate.key_identifier == sid.chosen.native
        if named:
            return not types.isdisjoint(_CERTIFICATE_DIGESTS)
    return False


def _algorithms_are_bound(signer: cms.SignerInfo) -> bool:
    """Whether the algorithms are those that were signed, or at least are plainly written."""
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == _PROTECTION:
            bound = attribute["values"][0]
            retagged = bound["signature_algorithm"].untag().dump()
            return bool(
                bound["digest_algorithm"].dump() == signer["digest_algorithm"].dump()
                and retagged == signer["signature_algorithm"].dump()
            )
    digest, scheme = signer["digest_algorithm"], signer["signature_algorithm"]
    unsure = [digest] if scheme["algorithm"].native == "rsassa_pss" else [digest, scheme]
    return all(part["parameters"].dump() in (b"", b"\x05\x00") for part in unsure)


def _length(data: bytes) -> int:
    """How long the DER value at the beginning says it is."""
    if len(data) < 2 or data[1] < 0x80:
        return 2 + (data[1] if len(data) > 1 else 0)
    size = data[1] - 0x80
    return 2 + size + int.from_bytes(data[2 : 2 + size], "big")
