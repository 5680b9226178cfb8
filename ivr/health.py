"""Whether we are alive, whether we can work, and the figures of it."""

from flask import Blueprint, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from ivr.system_of import system_of
from outreach import readiness

health = Blueprint("health", __name__)


@health.get("/health")
def alive() -> dict[str, str]:
    return {"status": "ok"}


@health.get("/ready")
def ready() -> tuple[dict[str, str], int]:
    """503 with what is wrong unless the database and the queue answer."""
    wrong = readiness.problems(system_of())
    return (wrong, 503) if wrong else ({"status": "ok"}, 200)


@health.get("/metrics")
def metrics() -> Response:
    """Counts only. Guarded by METRICS_TOKEN where it is set."""
    system = system_of()
    token = system.settings.metrics_token
    if token and request.headers.get("Authorization") != f"Bearer {token.get_secret_value()}":
        abort(403)
    registry = CollectorRegistry()
    now = Gauge("convoca_clock_seconds", "what time it is for Convoca", registry=registry)
    now.set(system.clock.now().timestamp())
    people = Gauge(
        "convoca_people", "people of a campaign by how far they are", ["campaign", "stage"],
        registry=registry,
    )  # fmt: skip
    for campaign, counts in readiness.progress(system).items():
        for stage, count in counts.items():
            people.labels(campaign, stage).set(count)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
