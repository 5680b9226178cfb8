"""Whether we are alive, whether we can work, and the figures of it."""

from hmac import compare_digest

from flask import Blueprint, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from ivr.system_of import system_of
from outreach import readiness
from outreach.readiness import Condition

health = Blueprint("health", __name__)


@health.get("/health")
def alive() -> dict[str, str]:
    return {"status": "ok"}


@health.get("/ready")
def ready() -> tuple[dict[str, str], int]:
    """503 with what is wrong unless database, queue and clock do their work."""
    wrong = readiness.problems(system_of())
    return (wrong, 503) if wrong else ({"status": "ok"}, 200)


@health.get("/metrics")
def metrics() -> Response:
    """Counts only. Guarded by METRICS_TOKEN where it is set."""
    system = system_of()
    token = system.settings.metrics_token
    given = request.headers.get("Authorization", "")
    if token and not compare_digest(given.encode(), f"Bearer {token.get_secret_value()}".encode()):
        abort(403)
    now = system.clock.now()
    registry = CollectorRegistry()
    _gauge(registry, "clock_seconds", "what time it is for Convoca", now.timestamp())
    _people(registry, readiness.progress(system))
    _condition(registry, readiness.condition_of(system, now))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _gauge(registry: CollectorRegistry, name: str, what: str, value: float) -> None:
    Gauge(f"convoca_{name}", what, registry=registry).set(value)


def _people(registry: CollectorRegistry, progress: dict[str, dict[str, int]]) -> None:
    people = Gauge(
        "convoca_people", "people of a campaign by how far they are", ["campaign", "stage"],
        registry=registry,
    )  # fmt: skip
    for campaign, counts in progress.items():
        for stage, count in counts.items():
            people.labels(campaign, stage).set(count)


def _condition(registry: CollectorRegistry, condition: Condition) -> None:
    """What is not known is left out: a monitor sees that it is absent."""
    if condition.queue_depth is not None:
        _gauge(registry, "queue_depth", "jobs that wait for a worker", condition.queue_depth)
    if condition.clock_silent is not None:
        silent = condition.clock_silent.total_seconds()
        _gauge(registry, "clock_silent_seconds", "since the clock's last round", silent)
    oldest = condition.oldest_due.total_seconds()
    _gauge(registry, "oldest_due_seconds", "how long the oldest due attempt has waited", oldest)
    calls = condition.calls_under_way
    _gauge(registry, "calls_under_way", "calls that are dialled or going on", calls)
    failures = Gauge(
        "convoca_failures_last_hour", "attempts that the network or we failed",
        ["campaign", "result"], registry=registry,
    )  # fmt: skip
    for (campaign, result), count in condition.failures.items():
        failures.labels(campaign, result).set(count)
    opt_outs = Gauge(
        "convoca_opt_outs", "entries of the suppression list by source", ["source"],
        registry=registry,
    )  # fmt: skip
    for source, count in condition.opt_outs.items():
        opt_outs.labels(source).set(count)
