"""English that is left in what should be Indonesian."""

import re

_WORDS = re.compile(
    r"\b(the|of|and|or|is|are|was|were|has|have|to|with|by|for|it|its|not|no|one|that|this|which|"
    r"what|where|when|who|from|at|in|on|as|than|there|such|value|file|usage|options?|error|"
    r"commands?|try|help|invalid|missing|did|default|required|files?|directory|show)\b",
    re.IGNORECASE,
)
"""Words that no Indonesian sentence has."""
_SYNTAX = re.compile(
    r"```.*?```|``.*?``|`[^`]*`|'[^']*'|--?[\w-]+|\[[\w|-]+\]|[\w/]+\.(md|py|svg|json|yaml|pdf)|"
    r"^  sopc .*$",
    re.MULTILINE | re.DOTALL,
)
"""What is the same in every language: what one types, and names of files."""


def english_in(text: str) -> list[str]:
    """The English words in a text, but for what is quoted as code."""
    return [found.group() for found in _WORDS.finditer(_SYNTAX.sub(" ", text))]
