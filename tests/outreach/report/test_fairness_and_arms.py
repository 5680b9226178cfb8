"""Who was reached, and what the arms of an experiment did, in campaigns whose people are known."""

import pytest

from outreach.store import tables
from tests.outreach.report.scene import BEGIN, D, Scene


def a_trial(scene: Scene) -> None:
    """Two blocks of four; in the arm with a text first, three of four are validated, else one."""
    for replicate in (1, 2):
        for arm, validated in (("text_first", 3), ("control", 1)):
            for n in range(4):
                case = {"arm": arm, "replicate": replicate}
                if n < validated:
                    scene.interviewed(interested=False, **case)
                else:
                    scene.person(D.NO_ANSWER, **case)


def test_arms_are_compared_as_they_were_drawn(scene: Scene) -> None:
    """Six of eight against two of eight: half of them more, three times as many."""
    a_trial(scene)
    scene.person(D.NO_ANSWER, arm="control", replicate=3, released_at=None)  # in reserve
    found = scene.figures().experiments
    assert found.reference == "control"
    assert {arm.code: (arm.people, arm.outcomes["validated"]) for arm in found.arms} == {
        "control": (8, 2),
        "text_first": (8, 6),
    }
    assert found.blocks == 2
    contrast = next(c for c in found.contrasts if c.outcome == "validated")
    assert contrast.difference.value == pytest.approx(0.5)
    assert contrast.ratio.value == pytest.approx(3.0)
    assert contrast.difference.interval is not None
    assert contrast.difference.interval.low > 0
    # 4 of 8 in each block: the arm has 6 or more, or 2 or fewer, in 2 · (16² + 2 · 36 · 1 + …)
    # of the C(8,4)² = 4,900 assignments; with 36·(16+16)… counted by the convolution
    chances = [1, 16, 36, 16, 1]
    both = [
        sum(chances[i] * chances[n - i] for i in range(5) if 0 <= n - i <= 4) for n in range(9)
    ]
    extreme = sum(both[:3]) + sum(both[6:])
    assert contrast.p == pytest.approx(extreme / sum(both))


def test_what_became_of_an_assignment_changes_nothing(quick_scene: Scene) -> None:
    """Who was never called counts where the draw put them: intention to treat."""
    quick_scene.person(arm="text_first", replicate=1)
    quick_scene.interviewed(interested=True, arm="control", replicate=1)
    arms = {arm.code: arm.people for arm in quick_scene.figures().experiments.arms}
    assert arms == {"text_first": 1, "control": 1}


def test_a_campaign_without_arms_has_no_experiment(quick_scene: Scene) -> None:
    """Nothing is compared, and the funnel has no columns."""
    quick_scene.person(D.NO_ANSWER)
    figures = quick_scene.figures()
    assert figures.experiments.arms == figures.experiments.contrasts == figures.arms == ()


def test_the_funnel_of_each_arm_adds_up(scene: Scene) -> None:
    """Everybody in an arm is in its column, and its losses are the differences."""
    a_trial(scene)
    figures = scene.figures()
    assert sum(arm.steps["drawn"] for arm in figures.arms) == figures.step("drawn").count == 16
    for arm in figures.arms:
        steps = list(arm.steps.values())
        for before, (code, count) in zip(steps, list(arm.steps.items())[1:], strict=False):
            assert sum(loss.count for loss in arm.losses.get(code, ())) == before - count


def test_groups_have_their_shares_and_the_test_of_their_equality(scene: Scene) -> None:
    """Ten women of whom nine are validated, ten men of whom one is: not by chance."""
    for sex, validated in (("F", 9), ("M", 1)):
        for n in range(10):
            if n < validated:
                scene.interviewed(interested=False, people={"sex": sex})
            else:
                scene.person(D.NO_ANSWER, people={"sex": sex})
    found = scene.figures().fairness
    women, men = found.by("sex")
    value, interval = women.of_released("validated")
    assert value == pytest.approx(0.9)
    assert interval is not None
    assert interval.low < 0.9 < interval.high
    assert men.of_released("validated")[0] == pytest.approx(0.1)
    division = next(d for d in found.divisions if d.code == "sex")
    assert division.p_validated is not None
    assert division.p_validated < 0.001
    (line,) = found.likeness
    assert line.r_validated is not None
    assert line.r_validated < 0.3
    assert line.dissimilarity_validated == pytest.approx(0.4)


def test_ages_are_of_the_year_of_the_list(scene: Scene) -> None:
    """Born in 2001, on a list of 2026: 25, whatever the birthday; without a year, not known."""
    for year in (2001, 2002, 1961, None):
        scene.person(D.NO_ANSWER, people={"birth_year": year})
    ages = {group.code: group.steps["drawn"] for group in scene.figures().fairness.by("age")}
    assert ages == {"18-24": 1, "25-34": 1, "65+": 1, "unknown": 1}


def test_days_to_contact_count_from_the_release(scene: Scene) -> None:
    """The first human contact at once, after two days, and never: two curves' steps."""
    scene.person(D.HUNG_UP, released_at=BEGIN)
    scene.person(D.NO_ANSWER, D.NO_ANSWER, D.HUNG_UP, released_at=BEGIN)
    scene.person(D.NO_ANSWER, released_at=BEGIN, closed_at=BEGIN)
    curve = scene.figures().mechanism.contact_days
    assert [(line.time, line.events) for line in curve] == [(0, 1), (2, 1)]


def test_a_report_leaves_nothing_behind(scene: Scene) -> None:
    """What was laid out for it is gone, and a second report finds the same."""
    scene.interviewed(interested=True)
    assert scene.figures().as_json() == scene.figures().as_json()
    with scene.store.reading() as connection:
        names = connection.dialect.get_table_names(connection)
        assert not {"report_lines", "report_people"} & set(names)
    assert "report_lines" not in tables.metadata.tables
