"""A time stamping authority that is asked by HTTP (RFC 3161)."""

from typing import ClassVar

from asn1crypto import cms, core, tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from sopc.language import Phrase
from sopc.sign.trust.network import UnansweredError, ask

_GRANTED = ("granted", "granted_with_mods")


class StampAnswer(tsp.TimeStampResp):  # type: ignore[misc]  # asn1crypto has no types
    """An authority's answer. RFC 3161 lets one that refuses leave out the token; tsp does not."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class ClockError(TimestampRequestError):
    """Why an authority gives no time stamp, in a sentence."""

    def __init__(self, address: str, reason: Phrase) -> None:
        super().__init__(reason)
        self.sentence = Phrase(
            "the time stamping authority {address} {reason}", address=address, reason=reason
        )


class Clock(TimeStamper):
    """The authority at an address."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> StampAnswer:
        """Its answer. Raises ClockError when there is none, or it is no time stamp response."""
        try:
            data = ask(self._address, req.dump(), "application/timestamp-query")
            answer: StampAnswer = StampAnswer.load(data, strict=True)
            _ = answer["status"]["status"].native, answer["time_stamp_token"].native
        except UnansweredError as error:
            raise ClockError(self._address, error.reason) from None
        except (ValueError, TypeError, LookupError):
            raise ClockError(
                self._address, Phrase("answers something that is no time stamp response")
            ) from None
        return answer

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A time stamp of a digest. Raises ClockError, also when it is of something else."""
        nonce, request = self.request_cms(message_digest, md_algorithm)
        answer = await self.async_request_tsa_response(request)
        wrong = _refusal(answer) or _mismatch(answer, request, nonce)
        if wrong is not None:
            raise ClockError(self._address, wrong)
        return answer["time_stamp_token"]


def _refusal(answer: StampAnswer) -> Phrase | None:
    """Why it refuses, as it says itself; None when it does not."""
    status = answer["status"]
    if status["status"].native in _GRANTED:
        return None
    failures = sorted(status["fail_info"].native or ())
    words = [
        *(status["status_string"].native or ()),
        *(each.replace("_", " ") for each in failures),
    ]
    reason = "; ".join(words) or status["status"].native
    return Phrase("refuses: {reason}", reason=reason)


def _mismatch(answer: StampAnswer, request: tsp.TimeStampReq, nonce: int | None) -> Phrase | None:
    """What an answer is of, if not of what was asked."""
    token = answer["time_stamp_token"]
    if isinstance(token, core.Void) or token["content_type"].native != "signed_data":
        return Phrase("answers without a time stamp")
    stamped = token["content"]["encap_content_info"]["content"].parsed
    if not isinstance(stamped, tsp.TSTInfo):
        return Phrase("answers without a time stamp")
    if stamped["nonce"].native != nonce:
        return Phrase("answers another request than ours (its nonce is another)")
    if stamped["message_imprint"].native != request["message_imprint"].native:
        return Phrase("gives the time stamp of other data than ours")
    return None
