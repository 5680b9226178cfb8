"""Structured logs: one JSON object a line, with ids and never a name, a number or a text."""

import logging
import sys
from typing import Any

import structlog


def configure(level: str) -> None:
    """Sets up structlog for this process. Unknown levels count as INFO."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_kinds_and_places),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


_transformed = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)


def _kinds_and_places(exc_info: structlog.typing.ExcInfo) -> list[dict[str, Any]]:
    """An exception, and what led to it, without texts: they may hold what a person said."""
    return [_without_text(trace) for trace in _transformed(exc_info)]


def _without_text(trace: dict[str, Any]) -> dict[str, Any]:
    return {
        "exc_type": trace["exc_type"],
        "frames": trace["frames"],
        "exceptions": [[_without_text(t) for t in traces] for traces in trace["exceptions"]],
    }
