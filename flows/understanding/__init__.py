"""What was meant: keys or words, and the question they answer, become a `Heard`.

Deterministic, explainable and offline: rule tables per language, a reader per kind of answer.
The grammar of values is in docs/understanding.md.
"""

from flows.understanding.heard import Heard, Intent, Question, Reply
from flows.understanding.keys import understand_keys
from flows.understanding.reply import understand

__all__ = ["Heard", "Intent", "Question", "Reply", "understand", "understand_keys"]
