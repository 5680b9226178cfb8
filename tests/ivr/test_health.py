"""The probes tell the truth: each part is taken away in turn, and is named."""

from datetime import timedelta
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from sqlalchemy import text

from ivr.app import create_app
from outreach import agenda, opt_outs, readiness
from outreach.opt_outs import Reason
from outreach.queue import RedisJobs
from outreach.rules.dispositions import CarrierResult
from outreach.store.heartbeats import heartbeats
from outreach.system import System
from tests import make, play
from tests.fakes import FakeCarrier

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def whole(system: System, redis_url: str) -> System:
    """An office in which all is well: database, queue, and a clock at work."""
    system.settings = system.settings.model_copy(update={"redis_url": redis_url})
    readiness.beat(system, system.clock.now())
    return system


def get(system: System, path: str, **headers: str) -> Any:
    return create_app(system).test_client().get(path, headers=headers)


def metrics(system: System) -> dict[str, float]:
    """Every sample by its name and labels."""
    families = text_string_to_metric_families(get(system, "/metrics").get_data(as_text=True))
    samples = [sample for family in families for sample in family.samples]
    return {" ".join([s.name, *s.labels.values()]): s.value for s in samples}


def clock_falls_silent(system: System, seconds: int) -> None:
    """The last sign of life was so many seconds ago, by the database's clock."""
    shift = {"sqlite": "datetime(beaten_at, :by)", "postgresql": "beaten_at + :by ::interval"}
    moved = shift[system.store.engine.dialect.name]
    with system.store.transaction() as connection:
        statement = f"UPDATE heartbeats SET beaten_at = {moved}"
        connection.execute(text(statement), {"by": f"-{seconds} seconds"})


def test_all_is_well(whole: System) -> None:
    """Alive, and ready to work."""
    assert get(whole, "/health").status_code == 200
    assert get(whole, "/ready").get_json() == {"status": "ok"}


def test_without_the_queue_it_is_not_ready(whole: System) -> None:
    """Nothing would be dialled."""
    whole.settings = whole.settings.model_copy(update={"redis_url": NOBODY})
    answer = get(whole, "/ready")
    assert (answer.status_code, list(answer.get_json())) == (503, ["queue"])


def test_without_the_database_it_is_not_ready(whole: System) -> None:
    """Nothing could be remembered. The process itself is alive."""
    with whole.store.transaction() as connection:
        heartbeats.drop(connection)
    answer = get(whole, "/ready")
    with whole.store.transaction() as connection:
        heartbeats.create(connection)
    assert (answer.status_code, list(answer.get_json())) == (503, ["database"])
    assert get(whole, "/health").status_code == 200


def test_without_a_clock_it_is_not_ready(whole: System) -> None:
    """Web and workers may be well: nobody tells them what is due."""
    with whole.store.transaction() as connection:
        connection.execute(heartbeats.delete())
    answer = get(whole, "/ready")
    assert (answer.status_code, answer.get_json()) == (503, {"clock": "never seen"})


def test_a_clock_that_fell_silent_is_no_clock(whole: System) -> None:
    """It beats about every second; half a minute is too long, ten seconds are not."""
    clock_falls_silent(whole, 10)
    assert get(whole, "/ready").status_code == 200
    clock_falls_silent(whole, 30)
    answer = get(whole, "/ready")
    assert answer.status_code == 503
    assert answer.get_json()["clock"].startswith("silent for 4")
    readiness.beat(whole, whole.clock.now())
    assert get(whole, "/ready").status_code == 200


def test_the_figures_follow_what_happens(
    whole: System, carrier: FakeCarrier, redis_url: str
) -> None:
    """Queue, oldest due attempt, calls under way, failures, opt-outs."""
    people = [make.Invented(name=f"P {n}", numbers=(f"+5049900050{n}",)) for n in range(4)]
    make.a_list(whole.store, people=people, clock=whole.clock)
    name = "piloto"
    make.a_campaign(whole)
    first, second, third, _ = play.planned(whole)
    play.place(whole, first)
    carrier.refuses_with = "21217"
    play.place(whole, second)
    carrier.refuses_with = None
    play.hang_up(whole, play.place(whole, third), CarrierResult.FAILED)
    opt_outs.suppress_number(
        whole, "+50488887777", actor=make.COMMAND, reason=Reason.LETTER, now=whole.clock.now()
    )
    whole.given_jobs = queue = RedisJobs(redis_url)
    whole.__dict__.pop("jobs", None)
    queue.redis.flushall()
    play.wait(whole, timedelta(minutes=5))
    agenda.tick(whole, whole.clock.now())
    seen = metrics(whole)
    queue.redis.close()
    assert seen["convoca_queue_depth"] == 1
    assert seen["convoca_oldest_due_seconds"] == 300
    assert seen["convoca_calls_under_way"] == 1
    assert seen[f"convoca_failures_last_hour {name} failed"] == 1
    assert seen[f"convoca_failures_last_hour {name} not_placed"] == 1
    assert seen["convoca_opt_outs operator"] == 1
    assert seen["convoca_clock_silent_seconds"] < 30
    play.wait(whole, timedelta(hours=2))
    assert f"convoca_failures_last_hour {name} failed" not in metrics(whole)


def test_an_unknown_figure_is_left_out(quick_system: System) -> None:
    """A queue that is away has no depth, a clock that was never seen no silence."""
    quick_system.given_jobs = RedisJobs(NOBODY)
    quick_system.__dict__.pop("jobs", None)
    seen = metrics(quick_system)
    assert "convoca_queue_depth" not in seen
    assert "convoca_clock_silent_seconds" not in seen
    assert seen["convoca_oldest_due_seconds"] == 0


def test_the_figures_may_be_guarded(quick_system: System) -> None:
    """By a token that the monitor sends."""
    guarded = {"metrics_token": SecretStr("open sesame")}
    quick_system.settings = quick_system.settings.model_copy(update=guarded)
    assert get(quick_system, "/metrics").status_code == 403
    assert get(quick_system, "/metrics", Authorization="Bearer sesame").status_code == 403
    assert get(quick_system, "/metrics", Authorization="Bearer open sesame").status_code == 200
