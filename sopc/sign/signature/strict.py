"""What a signature does not sign of itself: its place in the file, and the loose parts in it.

A signature covers the file but for the place where it stands. What stands there besides the signed
part (padding, certificates, versions, identifiers) is accepted only in the one form that follows
from the signed part, so that no byte of it can be changed unseen.
"""

import re
from collections.abc import Collection, Sequence

from asn1crypto import algos, cms, core
from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate

from sopc.sign.signature.der import end_of
from sopc.sign.signature.signer import certificate_digests, in_one_form
from sopc.sign.trust.vouched import is_list_vouched, is_vouched

_TIME_STAMP = "signature_time_stamp_token"
_CERTIFICATE_DIGESTS = ("signing_certificate", "signing_certificate_v2")
_PARTS_OF_SIGNER = ("sid", "digest_algorithm", "signature_algorithm")
_NONE = (b"", b"\x05\x00")
"""How an algorithm without parameters is written: two ways are in use."""
_CAPITALS = re.compile(rb"<((?:[0-9A-F]{2})+)>")
_SMALL = re.compile(rb"<((?:[0-9a-f]{2})+)>")


def contained(pdf: bytes, covered: Sequence[int], *, ours: bool) -> bytes | None:
    """The signature in the gap that a byte range leaves; None when there is anything besides.

    Programs of others may write hexadecimal digits in small letters; ours does not.
    """
    if len(covered) != 4 or covered[0] != 0 or not 0 < covered[1] < covered[2]:
        return None
    gap = pdf[covered[1] : covered[2]]
    found = _CAPITALS.fullmatch(gap) or (None if ours else _SMALL.fullmatch(gap))
    if found is None:
        return None
    held = bytes.fromhex(found[1].decode("ascii"))
    end = end_of(held, indefinite=not ours)
    return held[:end] if end is not None and not any(held[end:]) else None


def is_tight(
    signature: bytes, path: Collection[bytes], stamp_path: Collection[bytes], *, ours: bool
) -> bool:
    """Whether nothing in a signature could be otherwise.

    ``path`` and ``stamp_path`` hold the certificates by which its signer and its time stamp were
    found to be trusted, in DER. It may bring along those; another program's also others, and lists
    of revoked ones, if who issued them stands for every byte of them (see ``vouched``).
    """
    content = cms.ContentInfo.load(signature, strict=True)
    if content["content_type"].native != "signed_data":
        return False
    signed = content["content"]
    if len(signed["signer_infos"]) != 1 or isinstance(signed["certificates"], core.Void):
        return False
    (signer,) = signed["signer_infos"]
    brought = [choice.chosen for choice in signed["certificates"]]
    if not all(isinstance(one, Certificate) for one in brought) or not _is_backed(
        brought, signed["crls"], path, ours=ours
    ):
        return False
    return (
        all(_is_whole(part) for part in (content, signed, signed["encap_content_info"], *brought))
        and all(_is_whole(signer[part]) for part in _PARTS_OF_SIGNER)
        and _is_whole(signer)
        and _is_implied(signed, signer)
        and all(_is_one_form(certificate) for certificate in brought)
        and _names_its_certificate(brought, signer, ours=ours)
        and (_is_as_made(brought, signer) if ours else _is_plain(brought, signer))
        and _time_stamp_is_tight(signer["unsigned_attrs"], stamp_path)
    )


def _is_backed(
    brought: Sequence[Certificate],
    held: core.Asn1Value,
    path: Collection[bytes],
    *,
    ours: bool,
) -> bool:
    """Whether no byte of the certificates and lists that a signature brings could be another."""
    others = [certificate for certificate in brought if certificate.dump() not in path]
    if isinstance(held, core.Void):
        lists = []
    elif ours or not len(held):
        return False
    else:
        lists = [choice.chosen for choice in held]
    if ours:
        return not others
    known = [*map(Certificate.load, path), *brought]
    return all(is_vouched(one, known) for one in others) and all(
        isinstance(one, CertificateList) and is_list_vouched(one, known) for one in lists
    )


def _time_stamp_is_tight(attributes: cms.CMSAttributes, path: Collection[bytes]) -> bool:
    if isinstance(attributes, core.Void):
        return True
    if [attribute["type"].native for attribute in attributes] != [_TIME_STAMP]:
        return False
    tokens = [token.dump() for token in attributes[0]["values"]]
    return (
        _is_whole(attributes[0]) and len(tokens) == 1 and is_tight(tokens[0], path, (), ours=False)
    )


def _is_whole(value: core.Sequence | core.Choice) -> bool:
    """Whether a value has no parts but those that its type knows: readers pass over others."""
    if isinstance(value, core.Choice):
        return not isinstance(value.chosen, core.Sequence) or _is_whole(value.chosen)
    return bool(b"".join(value[name].dump() for name in value) == value.contents)


def _is_implied(signed: cms.SignedData, signer: cms.SignerInfo) -> bool:
    """Whether versions and algorithms repeat what is said elsewhere."""
    is_file = signed["encap_content_info"]["content_type"].native == "data"
    by_serial = signer["sid"].name == "issuer_and_serial_number"
    digests = [algorithm["algorithm"].dump() for algorithm in signed["digest_algorithms"]]
    plain = all(
        algorithm["parameters"].dump() in _NONE for algorithm in signed["digest_algorithms"]
    )
    return (
        signed["version"].native == ("v1" if is_file and by_serial else "v3")
        and signer["version"].native == ("v1" if by_serial else "v3")
        and digests == [signer["digest_algorithm"]["algorithm"].dump()]
        and plain
        and isinstance(signed["encap_content_info"]["content"], core.Void) is is_file
    )


def _is_one_form(certificate: Certificate) -> bool:
    """Whether the unsigned part of a certificate repeats what the signed part says."""
    inner = certificate["tbs_certificate"]["signature"].dump()
    whole_bytes = certificate["signature_value"].contents[:1] == b"\x00"
    return bool(whole_bytes and certificate["signature_algorithm"].dump() == inner)


def _names_its_certificate(
    brought: Sequence[Certificate], signer: cms.SignerInfo, *, ours: bool
) -> bool:
    """Whether a signature says which certificate made it, to the letter, and signs that.

    Before PAdES programs did not sign it (``adbe.pkcs7.detached``); then only one certificate that
    it brings may have the key.
    """
    types = {attribute["type"].native for attribute in signer["signed_attrs"]}
    sid = signer["sid"]
    if sid.name == "issuer_and_serial_number":
        issuer, serial = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
        named = [c for c in brought if (c.issuer.dump(), c.serial_number) == (issuer, serial)]
    else:
        named = [c for c in brought if c.key_identifier == sid.chosen.native]
    if len(named) != 1:
        return False
    if types.isdisjoint(_CERTIFICATE_DIGESTS):
        own = named[0].public_key.dump()
        return not ours and [c.public_key.dump() for c in brought].count(own) == 1
    return True


def _is_as_made(brought: Sequence[Certificate], signer: cms.SignerInfo) -> bool:
    """Whether a signature of ours is as this program makes them (see ``signer``)."""
    digest = signer["digest_algorithm"]["algorithm"].native
    kind = {"rsa": f"{digest}_rsa", "ec": f"{digest}_ecdsa"}
    encoded = [certificate.dump() for certificate in brought]
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == _CERTIFICATE_DIGESTS[-1]:
            named = [named["cert_hash"].native for named in attribute["values"][0]["certs"]]
            own = next(c for c in brought if certificate_digests([c]) == named[:1])
            scheme = kind.get(own.public_key.algorithm, own.public_key.algorithm)
            value = signer["signature"].native
            return (
                encoded == sorted(encoded)
                and signer["sid"].name == "issuer_and_serial_number"
                and sorted(certificate_digests(brought)) == sorted(named)
                and signer["digest_algorithm"].dump() == _plain(algos.DigestAlgorithm, digest)
                and signer["signature_algorithm"].dump()
                == _plain(algos.SignedDigestAlgorithm, scheme)
                and in_one_form(value, own.public_key.dump()) == value
            )
    return False


def _is_plain(brought: Sequence[Certificate], signer: cms.SignerInfo) -> bool:
    """Whether a signature of another program has at least no loose ends."""
    encoded = [certificate.dump() for certificate in brought]
    digest, scheme = signer["digest_algorithm"], signer["signature_algorithm"]
    parameters = scheme["parameters"]
    if scheme["algorithm"].native == "rsassa_pss":
        is_short = parameters.dump() in _pss_forms(parameters)
    else:
        is_short = parameters.dump() in _NONE
    return len(set(encoded)) == len(encoded) and digest["parameters"].dump() in _NONE and is_short


def _pss_forms(parameters: algos.RSASSAPSSParams) -> list[bytes]:
    """The two ways in use to write what these parameters say, with nulls and without."""
    digest = parameters["hash_algorithm"]["algorithm"].native
    mask = parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native
    named = {
        "hash_algorithm": {"algorithm": digest},
        "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": mask}},
        "salt_length": parameters["salt_length"].native,
    }
    return [algos.RSASSAPSSParams(said).dump() for said in (named, parameters.native)]


def _plain(kind: type[core.Sequence], name: str) -> bytes:
    """An algorithm as this program writes it."""
    return bytes(kind({"algorithm": name}).dump())
