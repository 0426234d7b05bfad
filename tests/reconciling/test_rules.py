"""The worked examples of the toll rules, each worked by hand; the rule numbers are those of docs/methods/tolls.md."""

from __future__ import annotations

import pytest

from reconciling.made import AURELIO, claim, perpetrator, source, victim
from testigo.model.claim import Attribution, Claim, Factuality, Kind, Polarity, VoiceKind
from testigo.model.incident import Reconciliation
from testigo.model.source import Source
from testigo.model.toll import Grade, Group, Hedge, Measure, Toll
from testigo.reconciling.fingerprints import fingerprint
from testigo.reconciling.reconcile import reconcile
from testigo.reconciling.voices import TIERS

OMBUDSMAN = {"voice": "Defensoría", "voice_kind": VoiceKind.OMBUDSMAN}
HOSPITAL = {"voice": "Hospital Central", "voice_kind": VoiceKind.HEALTH}
RIGHTS = {"voice": "Comité de Derechos", "voice_kind": VoiceKind.RIGHTS_BODY}
POLICE = {"voice": "Policía", "voice_kind": VoiceKind.POLICE}
AT_LAST = "03-20"
"""A day long after the incident of 9 March: what is told then is settled."""


def one_toll(
    *told: Claim, published: dict[str, str] | None = None, measure: Measure = Measure.KILLED
) -> Toll:
    """The toll of the single incident that these claims tell of; every report appears on `AT_LAST` unless said otherwise."""
    result = reconciled(*told, published=published)
    assert len(result.incidents) == 1
    toll = result.incidents[0].toll(measure)
    assert toll is not None
    return toll


def reconciled(
    *told: Claim, published: dict[str, str] | None = None, sources: tuple[Source, ...] = ()
) -> Reconciliation:
    days = published or {}
    made = {s.document for s in sources}
    rest = [source(d, days.get(d, AT_LAST)) for d in sorted({c.document for c in told} - made)]
    return reconcile(told, [*sources, *rest])


def range_best(toll: Toll) -> tuple[int, int | None, int | str]:
    return toll.minimum, toll.best, f"{toll.maximum}+" if toll.max_open else toll.maximum


def test_r2_an_unconfirmed_figure_may_raise_the_maximum_only() -> None:
    # 4 stated; "there may be 5": min 4, best 4, max 5.
    toll = one_toll(claim("a", "4"), claim("b", "5", factuality=Factuality.ALLEGED))
    assert range_best(toll) == (4, 4, 5)
    assert "R2" in toll.rules


def test_r3_one_voice_counts_with_its_latest_figure() -> None:
    # The ombudsman's 12 at noon and 17 in the evening: 17 is live, 12 is history.
    told = claim("a", "12", **OMBUDSMAN), claim("b", "17", **OMBUDSMAN)
    result = reconciled(*told, published={"a": "03-09", "b": "03-09"})
    toll = result.incidents[0].toll(Measure.KILLED)
    assert toll is not None
    assert range_best(toll) == (17, 17, 17)
    states = {s.claim: (s.state, s.rule, s.by) for s in result.standings}
    assert states[told[0].id] == ("overtaken", "R3", told[1].id)
    assert states[told[1].id][0] == "live"


def test_r3_a_later_day_counts_even_when_lower() -> None:
    toll = one_toll(
        claim("a", "17", **OMBUDSMAN), claim("b", "16", **OMBUDSMAN), published={"a": "03-15", "b": "03-20"}
    )
    assert range_best(toll) == (16, 16, 16)


def test_r3_a_vague_word_does_not_unsay_a_number() -> None:
    toll = one_toll(
        claim("a", "17", **OMBUDSMAN),
        claim("b", "dozens", **OMBUDSMAN),
        published={"a": "03-15", "b": "03-20"},
    )
    assert range_best(toll) == (17, 17, 17)


FIRST_NIGHT = (claim("h", "1", **HOSPITAL), claim("r", "1"), claim("o", "3+", factuality=Factuality.ALLEGED))


def test_r4_the_first_night() -> None:
    # Hospital 1, radio 1, one outlet "at least three" unconfirmed: min 1, best 1, max 3+.
    toll = one_toll(*FIRST_NIGHT, published={"h": "03-09", "r": "03-09", "o": "03-09"})
    assert range_best(toll) == (1, 1, "3+")


def test_r4_two_days_later() -> None:
    # Two outlets say 2 when it is settled: 2/2/2; the first night stays visible.
    toll_claims = (*FIRST_NIGHT, claim("p", "2"), claim("q", "2"))
    days = {"h": "03-09", "r": "03-09", "o": "03-09", "p": "03-11", "q": "03-11"}
    result = reconciled(*toll_claims, published=days)
    toll = result.incidents[0].toll(Measure.KILLED)
    assert toll is not None
    assert range_best(toll) == (2, 2, 2)
    assert {s.claim for s in result.standings if s.state == "provisional"} == {c.id for c in FIRST_NIGHT}


def test_r5_an_explicit_update_overtakes() -> None:
    # 17, then "rises to 18": 18/18/18.
    toll = one_toll(claim("a", "17"), claim("b", "18", update=True), published={"a": "03-12", "b": "03-13"})
    assert range_best(toll) == (18, 18, 18)


def test_r5_without_such_words_the_lower_of_two_equals_is_best() -> None:
    toll = one_toll(claim("a", "17"), claim("b", "18"), published={"a": "03-12", "b": "03-13"})
    assert range_best(toll) == (17, 17, 18)


def test_r5_a_lower_tier_overtakes_nothing_above_it() -> None:
    toll = one_toll(
        claim("a", "17", **HOSPITAL), claim("b", "18", update=True), published={"a": "03-12", "b": "03-13"}
    )
    assert range_best(toll) == (17, 17, 18)


@pytest.mark.parametrize("phrase", ["one more", "una más", "otro fallecido", "another person"])
def test_r5_one_more_adds_to_the_figure_before(phrase: str) -> None:
    # 9, then "one more died": 10.
    toll = one_toll(claim("a", "9"), claim("b", "1", phrase=phrase), published={"a": "03-12", "b": "03-13"})
    assert range_best(toll) == (10, 10, 10)


def test_r5_more_than_is_no_addition() -> None:
    toll = one_toll(claim("a", ">8", phrase="more than 8"))
    assert toll.minimum == 9


def test_r6_a_late_death_belongs_to_the_incident_of_injury() -> None:
    # Nine killed on the 9th; one who was wounded then dies on the 15th: 10, and both dates are kept.
    late = claim("b", "1", on="03-15", quote="A man died of wounds that he had suffered on 9 March.")
    result = reconciled(claim("a", "9"), late, published={"a": "03-12", "b": "03-16"})
    assert len(result.incidents) == 1
    toll = result.incidents[0].toll(Measure.KILLED)
    assert toll is not None
    assert toll.best == 10
    assert "late death 2031-03-15" in result.incidents[0].flags


def test_r6_a_later_total_already_holds_the_late_death() -> None:
    late = claim("b", "1", on="03-15", quote="Falleció a consecuencia de las heridas.")
    toll = one_toll(claim("a", "10", **OMBUDSMAN), late, published={"a": "03-18", "b": "03-16"})
    assert range_best(toll) == (10, 10, 10)


def test_r6_who_is_shot_and_then_dead_is_counted_once() -> None:
    shot = claim("a", "1", at=0, measure=Measure.INJURED)
    result = reconciled(shot, claim("a", "1", at=50))
    assert result.incidents[0].toll(Measure.INJURED) is None
    assert {s.rule for s in result.standings if s.claim == shot.id} == {"R6"}


def test_r6_dead_and_wounded_of_one_sentence_are_different_people() -> None:
    result = reconciled(
        claim("a", "1", at=0, sentence=0), claim("a", "1", at=9, sentence=0, measure=Measure.INJURED)
    )
    toll = result.incidents[0].toll(Measure.INJURED)
    assert toll is not None
    assert toll.best == 1


def test_r7_a_voice_withdraws_its_figure() -> None:
    # Ombudsman 2, press 2; the ombudsman corrects to 1: 1/1/1, and the old figure stays visible as withdrawn.
    told = (
        claim("a", "2", **OMBUDSMAN),
        claim("p", "2"),
        claim("b", "1", **OMBUDSMAN, update=True, retraction=True),
    )
    result = reconciled(*told, published={"a": "03-09", "p": "03-09", "b": "03-11"})
    toll = result.incidents[0].toll(Measure.KILLED)
    assert toll is not None
    assert range_best(toll) == (1, 1, 1)
    states = {s.claim: s.state for s in result.standings}
    assert states[told[0].id] == "withdrawn"


def test_r7_a_withdrawn_figure_without_another_leaves_the_rest() -> None:
    told = (
        claim("a", "2", **OMBUDSMAN),
        claim("b", "3", **HOSPITAL),
        claim("c", "3", **HOSPITAL, retraction=True),
    )
    toll = one_toll(*told, published={"a": "03-09", "b": "03-09", "c": "03-09"})
    assert range_best(toll) == (2, 2, 2)
    assert "R7" in toll.rules


def test_r7_all_withdrawn_is_discounted() -> None:
    toll = one_toll(claim("b", "3", **HOSPITAL), claim("c", "3", **HOSPITAL, retraction=True))
    assert toll.best is None
    assert toll.grade is Grade.DISCOUNTED


def test_r8_more_than_eight_is_nine_at_least() -> None:
    # "between 10 and 12", "11", "more than 8": min 9, best 11, max 12.
    assert range_best(one_toll(claim("a", "10-12"), claim("b", "11"), claim("c", ">8"))) == (9, 11, 12)


def test_r8_up_to_gives_no_minimum() -> None:
    assert range_best(one_toll(claim("a", "4"), claim("b", "<9"))) == (4, 4, 9)


def test_r9_the_party_is_set_aside_and_the_lower_of_equals_is_best() -> None:
    # Police 2, rights body 5, hospital 4: min 4, best 4, max 5.
    toll = one_toll(claim("a", "2", **POLICE), claim("b", "5", **RIGHTS), claim("c", "4", **HOSPITAL))
    assert range_best(toll) == (4, 4, 5)


def test_r9_the_most_frequent_point_among_independent_voices() -> None:
    assert one_toll(claim("a", "5"), claim("b", "5"), claim("c", "4", **HOSPITAL)).best == 5


def test_r9_a_tie_goes_to_the_higher_tier() -> None:
    assert one_toll(claim("a", "4"), claim("c", "5", **HOSPITAL)).best == 5


def test_r9_only_vague_words_give_no_best() -> None:
    # "dozens" and "several": min 3, best unknown, max 24+.
    assert range_best(one_toll(claim("a", "dozens"), claim("b", "several"))) == (3, None, "24+")


def test_r10_the_identified_dead_are_a_floor() -> None:
    named = [
        claim("a", "1", at=i, actors=(victim(n),)) for i, n in enumerate(["Ana Ríos", "Luis Paz", "Eva Sol"])
    ]
    toll = one_toll(*named, claim("b", "2"))
    assert range_best(toll) == (3, 3, 3)
    assert "R10" in toll.rules


def test_r10_a_longer_name_is_not_counted_as_a_second_person() -> None:
    named = [claim("a", "1", at=i, actors=(victim(n),)) for i, n in enumerate(["Ana Ríos", "Ana Ríos Paz"])]
    assert range_best(one_toll(*named)) == (1, 1, 1)


TEXT = (
    "La noche del lunes una marcha terminó en choques en el puente de la ciudad; según los vecinos, la tropa disparó desde el cuartel "
    "y murieron {} personas, mientras los heridos fueron llevados al hospital por sus propias familias antes del amanecer."
)


def copies(count: int, numbers: list[str]) -> tuple[list[Claim], list[Source]]:
    claims, sources = [], []
    for i in range(count):
        number = numbers[i % len(numbers)]
        name = f"copy-{i:04d}"
        claims.append(claim(name, number))
        sources.append(source(name, "03-21", signature=fingerprint(TEXT.format(number) + f" Edición {i}.")))
    return claims, sources


@pytest.mark.parametrize("numbers", [["6"], ["60", "1", "9", "400"]], ids=["exact", "altered"])
def test_r11_a_thousand_copies_move_nothing(numbers: list[str]) -> None:
    base = claim("a", "6"), claim("b", "5"), claim("c", "5", **HOSPITAL), claim("d", "4+")
    first = source("a", AT_LAST, signature=fingerprint(TEXT.format("6")))
    before = reconciled(*base, sources=(first,)).incidents[0]
    more, sources = copies(1000, numbers)
    result = reconciled(*base, *more, sources=(first, *sources))
    assert len(result.incidents) == 1
    after = result.incidents[0]
    assert range_best(after.tolls[0][1]) == range_best(before.tolls[0][1]) == (4, 5, 6)
    assert after.origins == before.origins
    assert after.id == before.id
    assert result.lineages[0].original == "a"
    assert len(result.lineages[0].copies) == 1000
    assert len(result.lineages[0].altered) == (0 if numbers == ["6"] else 1000)


def test_r11_agency_credits_make_one_voice() -> None:
    wire = [source(d, AT_LAST, agencies=("AFP",)) for d in ("a", "b", "c")]
    told = claim("a", "6"), claim("b", "6"), claim("c", "6"), claim("d", "5"), claim("e", "5")
    assert one_toll_of(told, tuple(wire)).best == 5  # AFP is one voice for 6, two outlets say 5


def one_toll_of(told: tuple[Claim, ...], sources: tuple[Source, ...]) -> Toll:
    toll = reconciled(*told, sources=sources).incidents[0].toll(Measure.KILLED)
    assert toll is not None
    return toll


def test_r12_eighteen_civilians_agree_with_nineteen_with_one_policeman() -> None:
    toll = one_toll(
        claim("a", "18", group=Group.CIVILIANS, **OMBUDSMAN),
        claim("b", "19", at=0, sentence=0),
        claim("b", "1", at=5, sentence=0, group=Group.POLICE, subset=True),
    )
    assert range_best(toll) == (18, 18, 18)
    assert dict(toll.by_group)[Group.POLICE].best == 1
    assert toll.grade is Grade.FAIR
    assert "R12" in toll.rules


def test_r12_groups_told_side_by_side_are_added() -> None:
    toll = one_toll(
        claim("a", "2", at=0, sentence=0, group=Group.STUDENTS),
        claim("a", "1", at=5, sentence=0, group=Group.JOURNALISTS),
    )
    assert range_best(toll) == (3, 3, 3)


def test_r12_a_part_is_no_total() -> None:
    toll = one_toll(claim("a", "12"), claim("b", "2", group=Group.MINORS, subset=True))
    assert range_best(toll) == (12, 12, 12)


def test_r12_the_story_of_one_victim_is_no_total() -> None:
    toll = one_toll(
        claim("a", "9"),
        claim("b", "9"),
        claim("c", "1"),
        published={"a": "03-09", "b": "03-09", "c": "03-25"},
    )
    assert range_best(toll) == (9, 9, 9)


@pytest.mark.parametrize("phrase", ["The woman", "his son", "Ana Ríos", "su hijo"])
def test_r12_a_person_pointed_at_is_no_total(phrase: str) -> None:
    assert range_best(one_toll(claim("a", "3"), claim("b", "1", phrase=phrase))) == (3, 3, 3)


@pytest.mark.parametrize("phrase", ["One person", "a man", "un hombre", "1"])
def test_r12_one_person_counted_is_a_total(phrase: str) -> None:
    assert one_toll(claim("a", "3"), claim("b", "1", phrase=phrase)).minimum == 1


def test_r16_parts_that_do_not_add_up_are_flagged_and_not_mended() -> None:
    toll = one_toll(
        claim("a", "66"),
        claim("a", "47", at=5, cause="clash", subset=True),
        claim("a", "11", at=9, cause="blockade", subset=True),
        claim("a", "1", at=12, group=Group.POLICE, subset=True),
    )
    assert toll.best in {65, 66}
    assert "66 said, the parts give 59" in toll.notes
    assert "R16" in toll.rules


def test_r18_a_party_decides_only_when_alone_and_is_weak() -> None:
    toll = one_toll(claim("a", "2", **POLICE))
    assert range_best(toll) == (2, 2, 2)
    assert toll.grade is Grade.WEAK
    assert "told by a party alone" in toll.notes


def test_r18_police_are_an_authority_where_civilians_did_it_and_nobody_marched() -> None:
    gunman = (perpetrator("gunmen"),)
    toll = one_toll(claim("a", "3", **POLICE, actors=gunman), claim("b", "2", actors=gunman))
    assert toll.best == 3


@pytest.mark.parametrize(
    ("told", "grade"),
    [
        ((claim("a", "2"),), Grade.WEAK),
        ((claim("a", "2"), claim("b", "3")), Grade.FAIR),
        ((claim("a", "2", voice="Juzgado", voice_kind=VoiceKind.COURT),), Grade.CONFIRMED),
        ((claim("a", "2", actors=(perpetrator("police"),)), claim("b", "2", **POLICE)), Grade.CONFIRMED),
        ((claim("a", "2"), claim("b", "2", polarity=Polarity.DENIED, **RIGHTS)), Grade.CONTESTED),
    ],
    ids=["one voice", "two voices", "a court", "the acting force", "denied"],
)
def test_r19_grades(told: tuple[Claim, ...], grade: Grade) -> None:
    assert one_toll(*told).grade is grade


def test_r20_other_places_and_days_are_shown() -> None:
    night = claim("c", "17", on="03-10")
    result = reconciled(
        claim("a", "17"), claim("b", "17"), night, published={"a": "03-10", "b": "03-10", "c": "03-11"}
    )
    assert len(result.incidents) == 1
    assert "day also told: 2031-03-10" in result.incidents[0].flags


def test_r21_the_causes_in_a_total_are_named() -> None:
    assert "causes in it: clash" in one_toll(claim("a", "3", cause="clash")).notes


def test_r22_discrepancy_is_the_number_of_values_less_one() -> None:
    assert one_toll(claim("a", "3"), claim("b", "4"), claim("c", "4"), claim("d", "6")).discrepancy == 2


def test_a_day_with_no_dead_is_zero_and_not_unknown() -> None:
    assert range_best(one_toll(claim("a", "0"))) == (0, 0, 0)


def test_the_order_of_tiers() -> None:
    assert (
        TIERS[VoiceKind.COURT] > TIERS[VoiceKind.OMBUDSMAN] > TIERS[VoiceKind.PRESS] > TIERS[VoiceKind.POLICE]
    )
    assert set(TIERS) == set(VoiceKind)


def test_hedges_of_the_helper_are_those_of_the_model() -> None:
    assert claim("a", ">8").figure.bounds.hedge is Hedge.MORE_THAN  # type: ignore[union-attr]
    assert claim("a", "1", place=AURELIO).kind is Kind.KILLING
    assert claim("a", "1", voice="x").attribution == Attribution("x")


def test_r12_one_person_of_a_group_is_no_toll_of_the_group() -> None:
    told = [
        claim("a", "18", group=Group.CIVILIANS, voice="Defensoría", voice_kind=VoiceKind.OMBUDSMAN),
        claim("b", "19"),
        claim("b", "1", at=100, group=Group.CIVILIANS, subset=True, phrase="one of the civilians"),
        claim("b", "1", at=200, group=Group.POLICE, subset=True, phrase="a policeman"),
    ]
    groups = dict(one_toll(*told).by_group)
    civilians = groups[Group.CIVILIANS]
    assert (civilians.minimum, civilians.best, civilians.maximum) == (18, 18, 18)
    assert range_best(groups[Group.POLICE]) == (1, 1, 1)


def test_r12_a_part_of_several_is_the_whole_of_its_group() -> None:
    told = [
        claim("a", "19"),
        claim("a", "3", at=100, group=Group.STUDENTS, subset=True),
        claim("b", "2", group=Group.STUDENTS),
    ]
    students = dict(one_toll(*told).by_group)[Group.STUDENTS]
    assert (students.minimum, students.maximum) == (2, 3)
