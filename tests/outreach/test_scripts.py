"""Scripts are versioned: who began on one version finishes on it, whatever happens to the file."""

from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, event

from flows.phrases import phrase
from flows.script import SCRIPTS
from outreach import campaigns, scripts
from outreach.conversations import Said
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.rules.states import CampaignState
from outreach.store import tables
from outreach.system import System
from tests import look, play
from tests.make import CARLOS, Invented, a_campaign, a_list

PILOT = (SCRIPTS / "retornados.yaml").read_text(encoding="utf-8")


def edited(folder: Path, *, version: int, old: str = "", new: str = "") -> Path:
    """The pilot's script under another version, and with other words."""
    text = PILOT.replace("\nversion: 1\n", f"\nversion: {version}\n").replace(old or "\0", new)
    path = folder / "retornados.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def take_up(system: System, path: Path | None = None) -> int:
    now = system.clock.now()
    return scripts.take_up(system.store, "piloto", path, actor="tests", now=now).version


def words(said: Said | None) -> str:
    assert said is not None
    turn = said.turn
    script = said.setup.script
    return " ".join(phrase(script, line, turn.state.medium, said.locale) for line in turn.says)


BOTH = (Invented(), Invented(name="Carlos Paz", numbers=(CARLOS,)))
OLD, NEW = "¿Me permite hacerle unas preguntas?", "¿Puedo hacerle tres preguntas?"


def test_a_conversation_under_way_finishes_on_the_version_it_began_with(
    system: System, tmp_path: Path
) -> None:
    """And the one that begins after the change speaks the new one, in the same process."""
    a_list(system.store, people=BOTH, clock=system.clock)
    a_campaign(system)
    first, second = play.planned(system)
    ref = play.place(system, first)
    play.talk(system, ref, "1")
    assert take_up(system, edited(tmp_path, version=2, old=OLD, new=NEW)) == 2
    assert OLD in words(play.advance(system, ref, 2, "1990"))
    later = play.place(system, second)
    play.talk(system, later, "1")
    assert NEW in words(play.advance(system, later, 2, "1990"))
    held = look.rows(system.store, tables.conversations)
    assert [row.script_version for row in held] == [1, 2]


def test_another_process_finds_both_versions_without_any_file(
    system: System, tmp_path: Path
) -> None:
    """Whoever comes to the database later reads the words of then in it."""
    a_list(system.store, people=BOTH, clock=system.clock)
    a_campaign(system)
    ref = play.place(system, play.planned(system)[0])
    play.talk(system, ref, "1")
    path = edited(tmp_path, version=2, old=OLD, new=NEW)
    take_up(system, path)
    path.unlink()
    fresh = System(
        system.settings, system.store, system.clock, system.given_carrier, system.given_jobs
    )
    assert OLD in words(play.advance(fresh, ref, 2, "1990"))
    later = play.place(fresh, play.planned(fresh)[0])
    play.talk(fresh, later, "1")
    assert NEW in words(play.advance(fresh, later, 2, "1990"))


def test_a_changed_file_with_an_unchanged_version_is_refused(
    system: System, tmp_path: Path
) -> None:
    """In one line that says what to write; a comment or another layout is no change."""
    a_list(system.store, clock=system.clock)
    a_campaign(system)
    with pytest.raises(BadFile, match=r"changed since its version 1 .* write 'version: 2'"):
        take_up(system, edited(tmp_path, version=1, old=OLD, new=NEW))
    plain = yaml.safe_dump(yaml.load(PILOT, Loader=yaml.BaseLoader), allow_unicode=True)  # noqa: S506
    (tmp_path / "retornados.yaml").write_text(plain, encoding="utf-8")
    assert take_up(system, tmp_path / "retornados.yaml") == 1


def test_a_version_that_was_used_can_be_gone_back_to(system: System, tmp_path: Path) -> None:
    """A new script that does not work is taken back with one command, and the log tells both."""
    a_list(system.store, clock=system.clock)
    campaign_id = a_campaign(system)
    take_up(system, edited(tmp_path, version=2, old=OLD, new=NEW))
    assert campaigns.status(system, "piloto")["script"] == "retornados 2"
    assert take_up(system) == 1
    assert campaigns.status(system, "piloto")["script"] == "retornados 1"
    log = look.rows(system.store, tables.campaign_log, campaign_id=campaign_id, event="script")
    assert [row.detail["version"] for row in log] == [2, 1]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: retornados", "name: otro", "expected the script 'retornados'"),
        ("    say: who_neutral\n", "    say: explain\n", "disclosure"),
        ("begin: hello\n", "", "'begin' is missing"),
    ],
)
def test_a_script_that_is_not_fit_is_not_taken_up(
    system: System, tmp_path: Path, old: str, new: str, message: str
) -> None:
    """Another script, one that tells the secret, one that is broken: nothing changes."""
    a_list(system.store, clock=system.clock)
    a_campaign(system)
    with pytest.raises(BadFile, match=message):
        take_up(system, edited(tmp_path, version=2, old=old, new=new))
    assert look.one(system.store, tables.campaigns).script_version == 1
    assert look.count(system.store, tables.scripts) == 1


def test_a_campaign_that_is_over_or_unknown_takes_up_nothing(quick_system: System) -> None:
    """Nothing begins there any more."""
    system = quick_system
    with pytest.raises(NotFound):
        take_up(system)
    a_list(system.store, clock=system.clock)
    a_campaign(system)
    now = system.clock.now()
    campaigns.change_state(system, "piloto", CampaignState.STOPPED, actor="tests", now=now)
    with pytest.raises(NotAllowed):
        take_up(system)


def test_a_turn_reads_no_script(system: System) -> None:
    """A version is read once in a process; a webhook asks the database no question more."""
    a_list(system.store, people=BOTH, clock=system.clock)
    a_campaign(system)
    ref = play.place(system, play.planned(system)[0])
    play.talk(system, ref, "1")
    asked: list[str] = []
    event.listen(
        Engine,
        "before_cursor_execute",
        lambda _c, _u, statement, *_: asked.append(statement),
    )
    play.advance(system, ref, 2, "1990")
    assert asked
    assert not [statement for statement in asked if "FROM scripts" in statement]
    assert not [statement for statement in asked if "FROM campaigns" in statement]
