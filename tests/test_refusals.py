"""What a system says when it refuses, in the user's language."""

import errno
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopc.language import translator
from sopc.refusals import reason_of
from tests.english import english_in

COMMON = (
    *("ENOENT", "EACCES", "EPERM", "EEXIST", "ENOTDIR", "EISDIR", "ENOTEMPTY", "ENOSPC", "EDQUOT"),
    *("EROFS", "EMFILE", "ENFILE", "ENAMETOOLONG", "ELOOP", "EIO", "EBUSY", "EFBIG", "ENOMEM"),
    *("ENOEXEC", "EINVAL", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH"),
)


@pytest.mark.parametrize("name", COMMON)
def test_what_mostly_happens_is_said_in_indonesian(name: str) -> None:
    number = getattr(errno, name)
    error = OSError(number, os.strerror(number), "x.yaml")
    assert reason_of(error) == os.strerror(number)
    said = translator("id")(reason_of(error))
    assert said != os.strerror(number)
    assert english_in(said) == []


def test_what_is_not_known_is_said_as_the_system_says_it() -> None:
    assert reason_of(OSError(9999, "Aneh")) == "Aneh"
    assert reason_of(OSError("aneh")) == "aneh"
    assert reason_of(ValueError("embedded null byte")) == "embedded null byte"
    assert reason_of(OSError()) == "OSError"


@given(st.integers(), st.text())
def test_some_reason_is_always_said(number: int, words: str) -> None:
    assert reason_of(OSError(number, words))
    assert reason_of(ValueError(words)) == (words or "ValueError")
