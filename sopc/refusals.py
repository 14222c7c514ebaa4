"""Why a system refuses something, in the user's language: its own words are English."""

from sopc.language import Phrase

_SAID = {
    str(phrase): phrase
    for phrase in (
        Phrase("No such file or directory"),
        Phrase("Permission denied"),
        Phrase("Operation not permitted"),
        Phrase("File exists"),
        Phrase("Not a directory"),
        Phrase("Is a directory"),
        Phrase("Directory not empty"),
        Phrase("No space left on device"),
        Phrase("Disk quota exceeded"),
        Phrase("Read-only file system"),
        Phrase("Too many open files"),
        Phrase("Too many open files in system"),
        Phrase("File name too long"),
        Phrase("Too many levels of symbolic links"),
        Phrase("Input/output error"),
        Phrase("Device or resource busy"),
        Phrase("File too large"),
        Phrase("Cannot allocate memory"),
        Phrase("Exec format error"),
        Phrase("Operation not supported"),
        Phrase("Invalid argument"),
        Phrase("Connection refused"),
        Phrase("Connection reset by peer"),
        Phrase("Connection timed out"),
        Phrase("Network is unreachable"),
        Phrase("No route to host"),
    )
}
"""What Linux says of what mostly happens, which other systems mostly say alike."""


def reason_of(error: BaseException) -> str:
    """What an error of the system says, as a phrase where it is known; at least its kind."""
    if isinstance(error, OSError):  # as text it would name its file, too, which others do
        said = error.strerror or " ".join(map(str, error.args))
    else:
        said = str(error)
    return _SAID.get(said, said or type(error).__name__)
