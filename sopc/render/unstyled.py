"""Drawings for pages that have the style of drawings themselves."""


def unstyled(svg: str) -> str:
    """A drawing as ``write_svg`` makes it, without its own style."""
    before, found, rest = svg.partition("<style>")
    return before + rest.partition("</style>")[2] if found else svg
