"""Labels a table of replies: the pure half of `flask script understand FILE.csv`."""

from collections.abc import Iterable, Iterator, Mapping

from flows.medium import Medium
from flows.understanding.heard import Question
from flows.understanding.reply import understand

COLUMNS = ("question", "channel", "text", "intent", "value")
CHANNELS = {"voice": Medium.VOICE, "sms": Medium.TEXT}


def label(rows: Iterable[Mapping[str, str]], locale: str = "es-HN") -> Iterator[dict[str, str]]:
    """Rows of question, channel and text with their intent and value, in the same order.

    Other columns are ignored. Raises ValueError, naming the row, for a question or a channel
    that does not exist, and KeyError for a missing column.
    """
    for number, row in enumerate(rows, start=1):
        try:
            question, medium = Question(row["question"]), CHANNELS[row["channel"]]
        except (ValueError, KeyError) as wrong:
            raise ValueError(f"row {number}: unknown question or channel: {wrong}") from wrong
        heard = understand(question, row["text"] or "", medium=medium, locale=locale)
        yield {
            "question": row["question"],
            "channel": row["channel"],
            "text": row["text"] or "",
            "intent": heard.intent.value,
            "value": heard.value,
        }
