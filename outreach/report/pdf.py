"""Prints a report as PDF with Typst: the same document, set by `report.typ`.

The document goes in as data, so nothing in it can be taken for markup. The PDF is tagged for
screen readers (PDF/UA-1), and the same report gives the same bytes.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from typing import Any

from outreach.report.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    KeyFigures,
    Kind,
    Paragraph,
    Picture,
    Section,
    Table,
)
from outreach.report.words import Words

_FIRST = 4  # letters more for the column that names the rows
_WIDEST = 44  # letters; longer values are broken over lines


def pdf(document: Document, generated_at: datetime) -> bytes:
    import typst

    template = resources.files("outreach.report") / "templates" / "report.typ"
    return bytes(
        typst.compile(
            template.read_bytes(),
            format="pdf",
            sys_inputs={"document": json.dumps(_plain(document))},
            timestamp=int(generated_at.timestamp()),
            pdf_standards=["ua-1"],
        )
    )


def _plain(document: Document) -> dict[str, Any]:
    words = Words(document.language)
    return {
        "language": document.language,
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "warning": document.warning,
        "footer": document.footer,
        "table": words.gettext("Tabla"),
        "figure": words.gettext("Figura"),
        "sections": [_section(section, words) for section in document.sections],
    }


def _section(section: Section, words: Words) -> dict[str, Any]:
    return {"title": section.title, "blocks": [_block(b, words) for b in section.blocks]}


def _block(block: Block, words: Words) -> dict[str, Any]:
    match block:
        case Heading(text):
            return {"is": "heading", "text": text}
        case Paragraph(text):
            return {"is": "paragraph", "text": text}
        case Bullets(items):
            return {"is": "bullets", "items": items}
        case Facts(pairs):
            return {"is": "facts", "pairs": pairs}
        case KeyFigures(items):
            return {
                "is": "key",
                "items": [{"label": k.label, "value": k.value, "note": k.note} for k in items],
            }
        case Picture():
            return {
                "is": "picture",
                "svg": block.svg,
                "title": block.title,
                "description": block.description,
                "tall": block.tall,
            }
        case Table():
            return _table(block, words)


def _table(table: Table, words: Words) -> dict[str, Any]:
    rows = [
        [words.value(v, c.kind) for v, c in zip(row, table.columns, strict=True)]
        for row in (*table.rows, *([table.total] if table.total else []))
    ]
    return {
        "is": "table",
        "caption": table.caption,
        "note": table.note,
        "wide": table.wide,
        "total": table.total is not None,
        "columns": [
            {
                "title": column.title,
                "number": column.kind is not Kind.TEXT,
                "letters": _letters(column.title, [row[place] for row in rows])
                + (0 if place else _FIRST),
            }
            for place, column in enumerate(table.columns)
        ],
        "rows": rows,
        "empty": words.gettext("Sin casos"),
    }


def _letters(title: str, values: Sequence[str]) -> int:
    """How wide a column wants to be: its longest value, or the longest word of its title."""
    longest = max((len(value) for value in values), default=0)
    return 2 + max(min(longest, _WIDEST), *(len(word) + 3 for word in title.split()), 3)
