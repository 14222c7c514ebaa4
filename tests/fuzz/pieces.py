"""Bytes of an input, taken as numbers and texts in turn; when they have ended, as none."""


class Pieces:
    """The rest of an input."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def take(self, count: int) -> bytes:
        """The next bytes, or as many as there are."""
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self, most: int) -> int:
        """A number from 0 to ``most``, of as few bytes as can say it."""
        return int.from_bytes(self.take((most.bit_length() + 7) // 8), "big") % (most + 1)

    def line(self) -> bytes:
        """The bytes up to the end of the line."""
        end = self._data.find(b"\n", self._at)
        end = len(self._data) if end < 0 else end
        found = self.take(end - self._at)
        self._at += 1
        return found

    def words(self) -> str:
        """A line as text; what is no UTF-8 is any other character."""
        return self.line().decode("utf-8", "replace")

    def rest(self) -> bytes:
        """All that is left."""
        return self.take(len(self._data))
