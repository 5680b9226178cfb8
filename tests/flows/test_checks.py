"""A script with one fault planted in it, and the fault found, with the path that shows it."""

import pytest

from flows.checks import Kind, Problem
from flows.script import SCRIPTS, Script, load_script, script_names

SOUND = """
name: small
version: 1
locale: es-HN
begin: hello
asks: 4
secrets: [retorn]
notices: {missed_call: notice}
exits:
  opt_out: never
  human: goodbye
  who: [who, goodbye]
  silence: [sorry, goodbye]
  unclear: [sorry, goodbye]
steps:
  hello:
    say: hello
    next: identity
  identity:
    ask: identity
    say: identity
    routes: {yes: born, no: goodbye, voicemail: machine}
  born:
    ask: birth_year
    say: born
    routes: {answer: check}
  check:
    check: birth_year
    right: programme
    wrong: goodbye
    unknown: goodbye
  programme:
    say: programme
    end: interested
  who:
    branch: identified
    to: {yes: who_it_is, no: who_it_is}
  who_it_is:
    say: who
    next: again
  sorry:
    say: sorry
    next: again
  machine:
    end: voicemail
  never:
    say: never
    end: opt_out
  goodbye:
    say: goodbye
    end: unanswered
wordings:
  hello: {voice: "Buenas.", text: "Buenas."}
  identity: {voice: "¿Hablo con {name}?", text: "¿Es usted {name}?"}
  born: {voice: "¿En qué año nació?", text: "¿Su año?"}
  programme: {voice: "Es el programa.", text: "Es el programa.", reveals: programme}
  who: {voice: "Somos la Secretaría.", text: "Somos la Secretaria."}
  sorry: {voice: "No le entendí.", text: "No le entendimos."}
  never: {voice: "Ya no llamamos.", text: "Ya no llamamos."}
  goodbye: {voice: "Hasta luego.", text: "Saludos."}
  notice: {text: "Le llamamos, {name}. Llame al {callback_number}."}
"""


def problems_with(old: str, new: str) -> list[Problem]:
    """What is found in the sound script once `old` was replaced by `new`."""
    assert SOUND.count(old) == 1, f"{old!r} should be there once"
    return Script.read(SOUND.replace(old, new)).problems()


def kinds(found: list[Problem]) -> set[Kind]:
    return {each.kind for each in found}


def test_a_sound_script_has_no_problem() -> None:
    """What is found below comes from the planted faults alone."""
    assert Script.read(SOUND).problems() == []


@pytest.mark.parametrize("name", script_names())
def test_the_scripts_that_ship_with_us_have_no_problem(name: str) -> None:
    """The pilot's script passes every check, in both media."""
    assert Script.load(SCRIPTS / f"{name}.yaml").problems() == []
    assert load_script(name).name == name


def test_a_step_that_leads_nowhere_is_a_dead_end() -> None:
    """A `say` without a next step leaves somebody in silence."""
    found = problems_with("    say: hello\n    next: identity", "    say: hello")
    assert Kind.DEAD_END in kinds(found)
    assert ("voice", "hello") in [each.path for each in found]


def test_a_step_that_leads_to_an_unknown_step_is_a_dead_end() -> None:
    """A misspelt target is found, with the answer that leads there."""
    found = problems_with("no: goodbye, voicemail", "no: godbye, voicemail")
    assert [(each.kind, each.path) for each in found] == [
        (Kind.DEAD_END, ("voice", "hello", "identity"))
    ]
    assert "'godbye'" in found[0].what


def test_a_branch_that_forgets_a_case_is_a_dead_end() -> None:
    """Every value that a branch can meet needs a target."""
    found = problems_with("to: {yes: who_it_is, no: who_it_is}", "to: {yes: who_it_is}")
    assert Kind.DEAD_END in kinds(found)


def test_a_step_that_nothing_leads_to_is_unreachable() -> None:
    """A forgotten step is named."""
    found = problems_with("  machine:\n", "  lonely:\n    end: away\n  machine:\n")
    assert [(each.kind, each.what) for each in found] == [
        (Kind.UNREACHABLE, "no path leads to step 'lonely'")
    ]


def test_a_wording_that_nothing_says_is_unreachable() -> None:
    """So is a forgotten wording."""
    found = problems_with("  hello: {voice", "  spare: {voice: Ya., text: Ya.}\n  hello: {voice")
    assert kinds(found) == {Kind.UNREACHABLE}


def test_a_circle_without_a_question_is_endless() -> None:
    """Two steps that lead to each other would talk for ever."""
    circle = "    say: hello\n    next: loop\n  loop:\n    say: hello\n    next: hello"
    found = problems_with("    say: hello\n    next: identity", circle)
    endless = [each for each in found if each.kind is Kind.ENDLESS]
    assert {each.path for each in endless} == {("voice", "hello"), ("voice", "hello", "loop")}


def test_a_question_that_never_gives_up_is_endless() -> None:
    """Nonsense that is always asked again never ends."""
    found = problems_with("unclear: [sorry, goodbye]", "unclear: sorry")
    assert kinds(found) == {Kind.ENDLESS}
    assert "'unclear' at question 'identity' asks again for ever" in [each.what for each in found]


@pytest.mark.parametrize(
    ("intent", "line"),
    [
        ("silence", "  silence: [sorry, goodbye]\n"),
        ("unclear", "  unclear: [sorry, goodbye]\n"),
        ("opt_out", "  opt_out: never\n"),
        ("who", "  who: [who, goodbye]\n"),
        ("human", "  human: goodbye\n"),
    ],
)
def test_a_question_without_a_way_out_is_found(intent: str, line: str) -> None:
    """Silence, nonsense, opt-out, "who are you" and "a person, please" lead somewhere."""
    found = problems_with(line, "")
    told = [each.what for each in found if each.kind is Kind.NO_WAY_OUT]
    assert f"question 'identity' has no way out for '{intent}'" in told


def test_an_opt_out_that_does_not_end_in_opt_out_is_found() -> None:
    """Whoever asks never to be called is not asked another question."""
    found = problems_with("opt_out: never", "opt_out: sorry")
    assert Kind.NO_WAY_OUT in kinds(found)


def test_a_wording_that_reveals_before_identity_is_a_disclosure() -> None:
    """The path by which a stranger would learn of the programme is shown."""
    found = problems_with("say: who\n", "say: programme\n")
    assert [each for each in found if each.kind is Kind.DISCLOSURE] == [
        Problem(
            Kind.DISCLOSURE,
            "wording 'programme' of step 'who_it_is' reveals",
            ("voice", "hello", "identity (who)", "who (no)", "who_it_is"),
        )
    ]


def test_a_step_that_reveals_before_identity_is_a_disclosure() -> None:
    """A step may be marked instead of its wording."""
    found = problems_with("    say: sorry\n", "    say: sorry\n    reveals: programme\n")
    assert kinds(found) == {Kind.DISCLOSURE}


def test_a_secret_word_is_a_disclosure_even_when_nobody_marked_it() -> None:
    """A forgotten mark does not help: the word itself is looked for."""
    found = problems_with('voice: "Somos la Secretaría."', 'voice: "Para los RETORNADOS."')
    assert kinds(found) == {Kind.DISCLOSURE}


def test_a_disclosure_in_text_alone_is_found() -> None:
    """Both media are walked; the branch that only a text takes too."""
    branch = "branch: medium\n    to: {voice: who_it_is, text: programme}"
    found = problems_with("branch: identified\n    to: {yes: who_it_is, no: who_it_is}", branch)
    assert [each.path[0] for each in found if each.kind is Kind.DISCLOSURE] == ["text"]


def test_a_disclosure_to_a_mailbox_is_found() -> None:
    """What is left on a voicemail is heard by anybody."""
    found = problems_with("  machine:\n", "  machine:\n    say: programme\n")
    assert kinds(found) == {Kind.DISCLOSURE}
    assert found[0].path[-2:] == ("identity (voicemail)", "machine")


def test_a_disclosure_in_a_notice_is_found() -> None:
    """A text after a missed call is read by whoever holds the phone."""
    found = problems_with("{missed_call: notice}", "{missed_call: notice, other: programme}")
    assert kinds(found) == {Kind.DISCLOSURE}


def test_identity_is_lost_when_somebody_else_turns_out_to_speak() -> None:
    """ "He is not here" after the check: what follows is said to a stranger again."""
    asked = (
        "  programme:\n    ask: interest\n    say: programme\n"
        "    routes: {yes: goodbye, no: goodbye, not_here: told}\n"
        "  told:\n    say: programme\n    end: not_here\n"
    )
    found = problems_with("  programme:\n    say: programme\n    end: interested\n", asked)
    assert [each.what for each in found] == ["wording 'programme' of step 'told' reveals"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('born: {voice: "¿En qué año nació?", text: "¿Su año?"}', 'born: {text: "¿Su año?"}'),
        ('born: {voice: "¿En qué año nació?", text: "¿Su año?"}', 'born: {voice: "¿Año?"}'),
        ('  never: {voice: "Ya no llamamos.", text: "Ya no llamamos."}\n', ""),
        ("  goodbye: {voice", '  empty: {voice: ""}\n  goodbye: {voice'),
    ],
)
def test_a_missing_wording_is_found(old: str, new: str) -> None:
    """A step that would say nothing in one of the media is named."""
    assert Kind.MISSING_WORDING in kinds(problems_with(old, new))


def test_a_wording_needs_no_text_where_no_text_arrives() -> None:
    """Silence exists on the phone only, so its apology needs no text."""
    silent = SOUND.replace("silence: [sorry, goodbye]", "silence: [hush, goodbye]").replace(
        "  sorry:\n    say: sorry\n",
        "  hush:\n    say: hush\n    next: again\n  sorry:\n    say: sorry\n",
    )
    script = silent.replace("  sorry: {voice", '  hush: {voice: "No le oigo."}\n  sorry: {voice')
    assert Script.read(script).problems() == []


def test_a_text_longer_than_two_segments_is_found() -> None:
    """With the values filled in, as it will be billed."""
    found = problems_with('text: "Es el programa."', f'text: "{"Es el programa. " * 20}"')
    assert kinds(found) == {Kind.TOO_LONG}
    assert "3 segments" in found[0].what


def test_letters_that_shorten_a_segment_are_found() -> None:
    """With their cost, and with a wording that does without."""
    found = problems_with('text: "No le entendimos."', 'text: "No le entendí."')
    assert kinds(found) == {Kind.FOREIGN_LETTERS}
    assert "í" in found[0].what
    assert "write: No le entendi." in found[0].what


def test_a_placeholder_that_nothing_fills_is_found() -> None:
    """A misspelt name in braces would leave a hole in the sentence."""
    found = problems_with("¿Hablo con {name}?", "¿Hablo con {nombre}?")
    assert kinds(found) == {Kind.PLACEHOLDER}


def test_braces_that_do_not_match_are_found() -> None:
    """And do not stop the other checks."""
    assert kinds(problems_with("¿Hablo con {name}?", "¿Hablo con {name?")) == {Kind.PLACEHOLDER}


CONFIRMING = """confirm:
  opt_out: {say: sure, denied: misheard}
exits:
"""
MISHEARD = """  misheard:
    say: sorry
    next: again
  machine:
"""


def confirming(old: str = "", new: str = "") -> list[Problem]:
    """What is found in the sound script with a confirmation, once `old` was replaced."""
    script = SOUND.replace("exits:\n", CONFIRMING).replace("  machine:\n", MISHEARD)
    script += '  sure: {voice: "¿No quiere llamadas?", text: "¿No quiere llamadas?"}\n'
    assert not old or script.count(old) == 1
    return Script.read(script.replace(old, new) if old else script).problems()


def test_a_sound_confirmation_has_no_problem() -> None:
    """A wording to ask back with, and a step for whoever denies it."""
    assert confirming() == []


def test_a_confirmation_that_reveals_is_a_disclosure() -> None:
    """It is asked of strangers like any other question."""
    found = confirming("{say: sure, denied", "{say: programme, denied")
    assert Kind.DISCLOSURE in kinds(found)
    assert ("voice", "hello", "identity") in [each.path for each in found]


def test_what_follows_a_denial_is_walked_too() -> None:
    """With the denial in the path."""
    said = "    say: {}\n    next: again\n  machine"
    found = confirming(said.format("sorry"), said.format("programme"))
    assert ("voice", "hello", "identity (opt_out, denied)", "misheard") in [
        each.path for each in found if each.kind is Kind.DISCLOSURE
    ]


def test_a_denial_that_leads_nowhere_is_a_dead_end() -> None:
    """With the step that was probably meant."""
    found = confirming("denied: misheard", "denied: misherd")
    assert kinds(found) == {Kind.DEAD_END, Kind.UNREACHABLE}
    assert "'misherd', which does not exist; is 'misheard' meant?" in found[0].what


def test_a_confirmation_without_a_wording_is_found() -> None:
    """In both media."""
    found = confirming("{say: sure, denied", "{say: shure, denied")
    assert Kind.MISSING_WORDING in kinds(found)


def test_a_confirmation_of_what_is_never_taken_is_found() -> None:
    """Nothing could follow from it."""
    new = "    say: born\n    confirm: {later: {say: born}}\n"
    found = problems_with("    say: born\n", new)
    assert [each.what for each in found] == [
        "question 'born' confirms 'later', for which it has no route"
    ]


def test_a_badly_heard_time_that_leads_nowhere_is_a_dead_end() -> None:
    """`unsure` of an appointment is a way like the others."""
    appoint = "appoint: wish\n    agreed: goodbye\n    moved: goodbye\n    unknown: goodbye\n"
    new = f"  machine:\n    {appoint}    unsure: nowhere"
    found = problems_with("  machine:\n    end: voicemail", new)
    assert [(each.kind, each.path[-1]) for each in found] == [(Kind.DEAD_END, "machine")]


def test_questions_that_send_nonsense_round_and_round_are_endless() -> None:
    """Each gives up on its own, and only into the other."""
    other = (
        "  other:\n    ask: yes_no\n    say: sorry\n"
        "    routes: {unclear: [sorry, identity]}\n  machine:\n"
    )
    script = SOUND.replace("no: goodbye, voicemail: machine", "unclear: [sorry, other], no: other")
    script = script.replace("  machine:\n    end: voicemail\n", other[: -len("  machine:\n")])
    found = Script.read(script).problems()
    told = {each.what for each in found if each.kind is Kind.ENDLESS}
    assert "'unclear' leads round and round: identity → other" in told
    assert "'unclear' leads round and round: other → identity" in told


def test_a_script_without_the_text_after_a_missed_call_is_found() -> None:
    """Where nobody can answer a text, that is what is sent."""
    found = problems_with("{missed_call: notice}", "{before_call: notice}")
    assert [each.what for each in found] == [
        "notice 'missed_call' needs a wording that has a text"
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("no: goodbye, voicemail", "no: godbye, voicemail", "voicemail: machine"),
        ("  silence: [sorry, goodbye]", "  silence: [sory, goodbye]", "  silence:"),
        ("    say: never\n", "    say: nevr\n", "    say: nevr"),
        ('text: "No le entendimos."', 'text: "No le entendí."', "  sorry: {voice"),
        ('{text: "Le llamamos, {name}.', '{text: "Le llamamos, {nombre}.', "  notice: {text"),
        ("  machine:\n", "  lonely:\n    end: away\n  machine:\n", "  lonely:"),
        ("    wrong: goodbye", "    wrong: programme", "    say: programme"),
        ("{missed_call: notice}", "{missed_call: programme}", "notices:"),
        ("begin: hello\n", "begin: helo\n", "begin: helo"),
    ],
)
def test_every_problem_has_the_line_to_look_at(old: str, new: str, line: str) -> None:
    """Misspelt targets and wordings, letters, placeholders, secrets: an editor can jump there."""
    text = SOUND.replace(old, new)
    found = Script.read(text).problems()
    shown = [text.splitlines()[each.line - 1] for each in found]
    assert any(line in each for each in shown), found
    assert found[0].told("small.yaml").startswith(f"small.yaml, line {found[0].line}: ")
