"""A printed page as a picture. Imports nothing that draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it looks: the digest of its dots, its width and height in dots, and the PNG, or
    None where whoever asked has it already."""

    digest: str
    width: int
    height: int
    png: bytes | None
