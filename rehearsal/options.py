"""What the pretend network can be told on its command line."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rehearsal import rates
from rehearsal.dialects import DIALECTS


def aware(text: str) -> datetime:
    """An ISO date or time of the command line; UTC where it names no zone."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("rehearsal.network", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9001)
    parser.add_argument("--account-sid", required=True)
    parser.add_argument("--auth-token", required=True)
    parser.add_argument("--population", type=Path, help="the ministry's export, CSV")
    parser.add_argument("--population-as-of", type=aware, help="ages are counted on this day")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--clock-file", type=Path, help="8 bytes: µs since the epoch, UTC")
    parser.add_argument("--start", type=aware, default=aware("2026-11-03T13:00:00Z"))
    parser.add_argument("--real-time", action="store_true", help="no warp: by the wall clock")
    parser.add_argument(
        "--agent",
        action="append",
        default=[],
        help="an agent's phone, or several; +504…=LOGIN:PASSWORD also closes leads at the console",
    )
    parser.add_argument(
        "--agent-answers", type=float, default=rates.AGENT_ANSWERS, help="share of rings"
    )
    parser.add_argument("--caller-number", required=True, action="append", help="or several")
    parser.add_argument(
        "--template", action="append", default=[], help="approved for WhatsApp: HX…=Hola {{1}} …"
    )
    parser.add_argument("--like", choices=DIALECTS, default="twilio", help="whom to imitate")
    parser.add_argument("--signing-key", help="where it is not the token; telnyx: private, base64")
    parser.add_argument("--webhook-base", default="http://127.0.0.1:8000")
    _add_troubles(parser)
    return parser.parse_args(arguments)


def _add_troubles(parser: argparse.ArgumentParser) -> None:
    """What goes wrong on this network, and how often."""
    parser.add_argument("--lose", type=float, default=0.0, help="share of status callbacks")
    parser.add_argument("--repeat", type=float, default=0.0)
    parser.add_argument("--reorder", type=float, default=0.0)
    parser.add_argument("--delay", type=float, default=0.0, help="by 1.5 to 30 minutes")
    parser.add_argument("--error-rate", type=float, default=0.0, help="share of requests: 500")
    parser.add_argument("--too-many-rate", type=float, default=0.0, help="share of requests: 429")
    parser.add_argument(
        "--timeout-after-placing-rate", type=float, default=0.0,
        help="share of calls and texts that are taken on and never answered in time",
    )  # fmt: skip
    parser.add_argument("--hold-seconds", type=float, default=15.0, help="… but after so long")
    parser.add_argument("--requests-a-second", type=float, default=0.0, help="0: no limit")
