"""Words that only one of the console's languages has: enough to see which one a sentence is in."""

import re

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
ENGLISH = re.compile(
    r"\b(?:the|is|was|were|are|of|and|there|this|that|with|already|has|have|be|been|it|its|not|"
    r"which|who|should|expected|cannot|must|wait|waits|written|missing|under way)\b",
    re.IGNORECASE,
)
SPANISH = re.compile(
    r"\b(?:el|la|los|las|del|que|un|una|unos|está|están|con|para|por|su|ya|hay|tiene|se|sin|"
    r"espera|falta|línea|fila|llamada|guion|esta|este|ese|esa)\b|[¿¡«»]",
    re.IGNORECASE,
)


def in_english(text: str) -> list[str]:
    """The words of `text` that no Spanish sentence has; placeholders are no words."""
    return ENGLISH.findall(_PLACEHOLDER.sub("", text))


def in_spanish(text: str) -> list[str]:
    """The words of `text` that no English sentence has."""
    return SPANISH.findall(_PLACEHOLDER.sub("", text))
