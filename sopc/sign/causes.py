"""Every cause that a finding about a signed file can have. Codes are permanent.

Of each hundred, the causes that are as grave: 1 changed or forged, 2 not provable, 3 genuine but
not compared, 4 genuine but superseded or revoked, 5 notes, which lower nothing.
"""

from sopc.language import Phrase
from sopc.sign.findings import Cause, Grade


def _changed(number: int, name: Phrase) -> Cause:
    return Cause(f"TTE1{number:02}", Grade.CHANGED, name)


def _unprovable(number: int, name: Phrase) -> Cause:
    return Cause(f"TTE2{number:02}", Grade.UNPROVABLE, name)


def _uncompared(number: int, name: Phrase) -> Cause:
    return Cause(f"TTE3{number:02}", Grade.UNCOMPARED, name)


def _superseded(number: int, name: Phrase) -> Cause:
    return Cause(f"TTE4{number:02}", Grade.SUPERSEDED, name)


def _note(number: int, name: Phrase) -> Cause:
    return Cause(f"TTE5{number:02}", None, name)


UNREADABLE = _changed(1, Phrase("not to be read as a signed PDF"))
UNSIGNED = _changed(2, Phrase("not signed"))
NOT_SIGNED_BY = _changed(3, Phrase("a signature is missing"))
UNKNOWN_PART = _changed(4, Phrase("a signature that the catalogue does not know"))
OUT_OF_TURN = _changed(5, Phrase("signed out of turn"))
OTHER_SIGNER = _changed(6, Phrase("signed by someone else"))
BYTES_CHANGED = _changed(7, Phrase("changed after it was signed"))
NOT_GENUINE = _changed(8, Phrase("a signature that is not genuine"))
SIGNATURE_ALTERED = _changed(9, Phrase("a signature's own data was altered"))
ADDED_AFTER = _changed(10, Phrase("something was added behind the last signature"))
MORE_THAN_SIGNED = _changed(11, Phrase("changed besides being signed"))
ENCRYPTED = _changed(12, Phrase("encrypted"))
OTHER_PAGES = _changed(13, Phrase("other pages than those that were built"))
NOT_LISTED = _changed(14, Phrase("not the file that the signed manifest lists"))
MANIFEST_ALTERED = _changed(15, Phrase("the signed manifest is damaged or altered"))
MANIFEST_BY_OTHER = _changed(16, Phrase("the manifest is signed by someone else"))
OTHER_NAME = _changed(17, Phrase("the name of another document"))
NOT_OF_CATALOGUE = _changed(18, Phrase("not a document of this catalogue"))
STAMP_REMOVED = _changed(19, Phrase("a time stamp was removed"))
STAMP_NOT_GENUINE = _changed(20, Phrase("a time stamp that is not genuine"))
REVOKED = _changed(21, Phrase("the certificate was revoked"))
OTHER_CERTIFICATE = _changed(22, Phrase("another certificate than the one that is pinned"))
SEVERAL_HOLDERS = _changed(23, Phrase("a certificate that names several holders"))
DISGUISED_NAME = _changed(24, Phrase("a name that only looks like one"))
NOT_IN_OFFICE = _changed(25, Phrase("the signer was not in office then"))
AUTHORITY_SIGNS = _changed(26, Phrase("signed with an authority's own certificate"))
KEY_USAGE = _changed(27, Phrase("a certificate whose key is not for signing"))
OTHER_PURPOSE = _changed(28, Phrase("a certificate for something else than documents"))
OTHER_DATE = _changed(30, Phrase("another date than that of what it says"))
OTHER_LABEL = _changed(35, Phrase("a field says that it is for other pages"))
MANIFEST_LACKS = _changed(40, Phrase("a file that the signed manifest lists is missing"))
# from 51 on: what later revisions do besides signing
TOO_MUCH = _changed(51, Phrase("more than is looked at"))
PAGE_CHANGED = _changed(52, Phrase("a page was changed after it was built"))
ANNOTATION_CHANGED = _changed(53, Phrase("something was laid on a page, or taken off it"))
SCRIPT_ADDED = _changed(54, Phrase("an action or a script was added"))
FIELD_CHANGED = _changed(55, Phrase("the signature fields were changed"))
SIGNATURE_OVERWRITTEN = _changed(56, Phrase("an earlier signature was written over"))
PROOFS_CHANGED = _changed(57, Phrase("validation data was changed or removed"))
INFORMATION_CHANGED = _changed(58, Phrase("title, author or other information was changed"))
STRUCTURE_CHANGED = _changed(59, Phrase("the structure that is read aloud was changed"))
OBJECT_CHANGED = _changed(60, Phrase("an object was changed that signing does not change"))
OBJECT_ADDED = _changed(61, Phrase("an object was added that signing does not bring"))
LOCK_CHANGED = _changed(62, Phrase("what signatures allow was changed"))
LISTED_OTHERWISE = _changed(63, Phrase("objects are not listed in the one way that all read alike"))
STUMBLED = _changed(65, Phrase("something that sopc does not know how to read"))
SECOND_OPINION = _changed(64, Phrase("pyHanko's comparison of revisions does not agree"))

UNTRUSTED = _unprovable(1, Phrase("no trusted authority behind the certificate"))
EXPIRED = _unprovable(2, Phrase("the certificate was not valid then"))
STAMP_UNTRUSTED = _unprovable(3, Phrase("no trusted authority behind the time stamp"))
MANIFEST_UNPROVABLE = _unprovable(4, Phrase("who signed the manifest cannot be told"))
MANIFEST_MISSING = _unprovable(40, Phrase("there is no signed manifest"))
MANIFEST_OLDER = _unprovable(41, Phrase("an older signed manifest than was asked for"))
CATALOGUE_FAULTY = _unprovable(5, Phrase("the catalogue has errors there"))
IDENTITY_UNPROVABLE = _unprovable(6, Phrase("who the signer is cannot be proven"))
OFFICE_UNPROVABLE = _unprovable(7, Phrase("whether the signer was in office cannot be told"))
WEAK_DIGEST = _unprovable(8, Phrase("a digest that is not accepted"))
WEAK_KEY = _unprovable(9, Phrase("a key that is not accepted"))
WEAK_CERTIFICATE = _unprovable(10, Phrase("a certificate signed by a digest that is not accepted"))
AUTHORITY_EXPIRED = _unprovable(11, Phrase("an authority's certificate was not valid then"))
STAMP_WEAK = _unprovable(12, Phrase("a time stamp by means that are not accepted"))

NOT_COMPARED = _uncompared(1, Phrase("the pages were not compared"))
OTHER_MAKERS = _uncompared(2, Phrase("built by other versions than are here"))
NOT_PRINTABLE = _uncompared(3, Phrase("the document cannot be printed again here"))
NOT_IN_HISTORY = _uncompared(4, Phrase("git does not know the revision any more"))

SUPERSEDED = _superseded(1, Phrase("the catalogue has another revision"))
SOP_REVOKED = _superseded(3, Phrase("the SOP was revoked"))
OTHER_TODAY = _superseded(2, Phrase("the catalogue prints other pages by now"))

OLD_CODE = _note(30, Phrase("an old code"))
MANIFEST_PARTIAL = _note(40, Phrase("the signed manifest does not list all documents"))
# from 51 on: what other programs do that is none of our signing, and does no harm
UNSIGNED_PROOFS = _note(51, Phrase("validation data that is not signed"))

# from 21 on: chains, times and revocation
MISSING_ISSUER = _unprovable(21, Phrase("an issuer's certificate is missing"))
FUTURE = _unprovable(22, Phrase("a time that has not come yet"))
OUTSIDE_VALIDITY = _unprovable(23, Phrase("a time when the certificate was not valid"))
TIMES_FALL = _unprovable(24, Phrase("a time before that of the signature below"))
TIMES_APART = _unprovable(25, Phrase("claimed and proven times far apart"))
NO_TIME = _unprovable(26, Phrase("no time"))
BELOW_LEVEL = _unprovable(27, Phrase("a lower level than is required"))
REVOKED_SINCE = _unprovable(
    28, Phrase("the certificate was revoked, and whether before it signed is not proven")
)
ON_HOLD = _unprovable(29, Phrase("the certificate is suspended"))
STAMP_REVOKED = _unprovable(30, Phrase("a time stamp by a certificate that was revoked"))
REVOCATION_UNKNOWN = _unprovable(31, Phrase("whether the certificate was revoked is not known"))
REVOCATION_UNCHECKED = _note(21, Phrase("whether the certificates were revoked was not checked"))
REVOKED_LATER = _note(22, Phrase("the certificate was revoked after it signed"))

EVERY: tuple[Cause, ...] = tuple(
    sorted(
        (each for each in globals().copy().values() if isinstance(each, Cause)),
        key=lambda cause: cause.code,
    )
)
"""All of them, by code."""
