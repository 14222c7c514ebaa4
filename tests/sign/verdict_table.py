"""``python -m tests.sign.verdict_table``: the table of causes in ``docs/verdicts.md``."""

from sopc.sign.causes import EVERY


def lines() -> list[str]:
    """Its lines, by code."""
    rows = [f"| `{cause.code}` | {cause.grade or '–'} | {cause.name} |" for cause in EVERY]
    return ["| code | verdict | cause |", "|---|---|---|", *rows]


if __name__ == "__main__":
    print("\n".join(lines()))
