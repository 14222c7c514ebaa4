"""Ask authorities whether certificates were revoked, at the addresses that they put into these.

Asked is only about certificates that lead to a trusted root, so that no file can have any address
asked but one that a trusted authority wrote. Nothing but a certificate's number leaves this
machine.
"""

from dataclasses import dataclass, field

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import OCSPFetchError, OCSPValidationError
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    process_ocsp_response_data,
)
from pyhanko_certvalidator.util import get_ocsp_urls, get_relevant_crl_dps

from sopc.language import Phrase
from sopc.sign.trust.certificates import common_name
from sopc.sign.trust.chains import Chain
from sopc.sign.trust.network import UnansweredError, ask
from sopc.sign.trust.revocation import Statements

_ADDRESSES = 3
"""How many of each kind are asked for a certificate."""
_REQUESTS = 100
"""How often is asked in one run."""


@dataclass(slots=True)
class Online:
    """Asks, each address of a list and about each certificate once; ``reasons`` says what went
    wrong."""

    reasons: list[Phrase] = field(default_factory=list)
    _said: dict[bytes, Statements] = field(default_factory=dict)
    _lists: dict[str, CertificateList | None] = field(default_factory=dict)
    _asked: int = 0

    def __call__(self, chain: Chain) -> Statements:
        """What its authority says about the lowest certificate of a chain."""
        key = chain.certificate.sha256
        if key not in self._said:
            issuer = (*chain.above, chain.root)[0]
            assert issuer is not None  # what leads to no root is not asked about
            self._said[key] = self._statements(chain.certificate, issuer)
        return self._said[key]

    def _statements(self, certificate: Certificate, issuer: Certificate) -> Statements:
        """The answer about a certificate, or else its authority's lists."""
        responders = get_ocsp_urls(certificate)[:_ADDRESSES]
        points = get_relevant_crl_dps(certificate, use_deltas=True)
        places = [url for point in points for url in enumerate_delivery_point_urls(point)]
        if not responders and not places:
            holder = common_name(certificate)
            self.reasons.append(
                Phrase("the certificate of {holder} gives no address", holder=holder)
            )
        for address in responders:
            answer = self._answer(address, certificate, issuer)
            if answer is not None:
                return Statements(answers=(answer,))
        lists = [self._list(address) for address in places[:_ADDRESSES]]
        return Statements(tuple(each for each in lists if each is not None))

    def _answer(
        self, address: str, certificate: Certificate, issuer: Certificate
    ) -> OCSPResponse | None:
        request = format_ocsp_request(
            certificate,
            AuthorityWithCert(issuer),
            certid_hash_algo="sha1",  # the one that all responders know
            request_nonces=True,
        )
        data = self._data(address, request.dump())
        if data is None:
            return None
        try:
            return process_ocsp_response_data(data, ocsp_request=request, ocsp_url=address)
        except (OCSPFetchError, OCSPValidationError, ValueError, TypeError):
            self._failed(address, Phrase("answers something that is no answer to the question"))
            return None

    def _list(self, address: str) -> CertificateList | None:
        if address not in self._lists:
            self._lists[address] = None
            data = self._data(address)
            try:
                if data is not None:
                    self._lists[address] = CertificateList.load(data, strict=True)
            except ValueError:
                self._failed(address, Phrase("answers something that is no list"))
        return self._lists[address]

    def _data(self, address: str, body: bytes | None = None) -> bytes | None:
        self._asked += 1
        try:
            if self._asked > _REQUESTS:
                raise UnansweredError(Phrase("is not asked: there were too many questions"))
            return ask(address, body, "application/ocsp-request" if body else "")
        except UnansweredError as error:
            self._failed(address, error.reason)
            return None

    def _failed(self, address: str, reason: Phrase) -> None:
        self.reasons.append(Phrase("{address} {reason}", address=address, reason=reason))
