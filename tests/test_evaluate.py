import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, OptionError, Options, SummarizeError, __version__, summarize
from summarize.corpus import build_corpus
from summarize.evaluate import CEILING, FLOOR, Cluster, Difference, Measure, compare, evaluate, report
from summarize.evaluate.clusters import fingerprint
from summarize.evaluate.measures import bootstrap_draws, bootstrap_p, measures_of, signature
from summarize.evaluate.rouge import KINDS
from summarize.evaluate.tables import beside, table
from summarize.evaluate.without_references import shared_facts
from summarize.records import Reading
from summarize.score.rankers import RANKERS

NOISE = 0.02  # the oracle is greedy, and blind to bigrams across sentences
NAMES = [*RANKERS, FLOOR, CEILING]


def cluster(name, articles, *references, code="en", words=None):
    return Cluster(name, tuple(map(Document, articles)), references, code, words)


DAM = [
    "The dam at Port Elsa broke at dawn on Monday. Two villages below the dam were flooded within an hour. "
    "Engineers had warned of cracks in the wall since spring. The minister promised help for 1,200 families.",
    "A wall of water left two villages flooded on Monday after the dam at Port Elsa broke at dawn. "
    "Nobody was killed, police in Port Elsa said. The dam was built in 1962 and repaired twice.",
    "Schools in Port Elsa stay closed until Friday. The minister promised help for 1,200 families on Tuesday. "
    "Rain is expected again at the weekend, forecasters said.",
]
FERRY = [
    "The ferry Lotta sank off Cape Moor on Friday with 31 passengers aboard. All 31 passengers were saved by fishing "
    "boats. The captain blamed a broken pump. Divers will search the wreck next week.",
    "Fishing boats saved all 31 passengers of the ferry Lotta, which sank off Cape Moor on Friday. "
    "The ferry was forty years old. Its owner had asked for a new licence in March.",
]
STRIKE = [
    "Train drivers in Norland began a strike of three days on Sunday. Only one train in five was running. "
    "The union asks for six per cent more pay. The railway offers two per cent and a bonus.",
    "A strike of train drivers stopped four trains in five across Norland on Sunday. "
    "Talks between the union and the railway broke down on Saturday night. Bus companies added 200 coaches.",
]
CLUSTERS = (
    cluster("dam", DAM, "The dam at Port Elsa broke on Monday. Two villages were flooded and nobody was killed."),
    cluster(
        "ferry",
        FERRY,
        "All 31 passengers were saved when the ferry Lotta sank off Cape Moor. The captain blamed a broken pump.",
        "A ferry sank off Cape Moor on Friday; fishing boats saved all passengers.",
    ),
    cluster("strike", STRIKE, "Train drivers began a strike on Sunday. The union asks for six per cent more pay."),
)
FOUND = evaluate(CLUSTERS, words=30)
BY_NAME = {system.name: system for system in FOUND.systems}


def test_all_rankers_are_there_between_floor_and_ceiling_the_first_is_the_one_to_compare_with():
    assert [system.name for system in FOUND.systems] == NAMES
    assert all(measure.difference is None for measure in FOUND.systems[0].measures.values())
    assert all(0 < gap.p <= 1 for gap in gaps(FOUND))
    assert not FOUND.warnings


def gaps(found):
    """Return the differences of all systems but the first, which is the one to compare with."""
    every = [measure.difference for system in found.systems[1:] for measure in system.measures.values()]
    return [gap for gap in every if gap is not None]


def test_a_difference_is_that_of_the_means_and_lies_in_its_interval():
    assert len(gaps(FOUND)) == len(FOUND.systems[1:]) * len(FOUND.systems[0].measures)
    assert all(gap.low <= gap.mean <= gap.high for gap in gaps(FOUND))
    for system in FOUND.systems[1:]:
        for name, measure in system.measures.items():
            assert measure.difference is not None
            first = FOUND.systems[0].measures[name].mean
            assert measure.difference.mean == pytest.approx(measure.mean - first, abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_every_mean_is_a_share_and_lies_in_its_interval(name):
    for measure in BY_NAME[name].measures.values():
        assert 0 <= measure.low <= measure.mean <= measure.high <= 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("measure", ["r1_recall", "r2_recall"])
def test_no_ranker_is_above_the_ceiling(name, measure):
    assert BY_NAME[name].measures[measure].mean <= BY_NAME[CEILING].measures[measure].mean + NOISE


@pytest.mark.parametrize("name", NAMES)
def test_the_best_reference_is_no_worse_than_the_average(name):
    for kind in KINDS:
        assert BY_NAME[name].measures[f"{kind}_f1_best"].mean >= BY_NAME[name].measures[f"{kind}_f1"].mean


def test_figures_worked_by_hand():
    text = "The big dam broke. The big dam is old."
    one = cluster("hand", [text], "The dam broke. It was very old.", "Dam!", code="fr")
    (_, floor, _) = evaluate([one], rankers=["lead"], words=10).systems
    means = {name: measure.mean for name, measure in floor.measures.items()}
    assert means["r1_recall"] == pytest.approx((4 / 7 + 1) / 2)
    assert means["r1_f1"] == pytest.approx((2 * (4 / 7) * (4 / 9) / (4 / 7 + 4 / 9) + 2 * (1 / 9) / (1 + 1 / 9)) / 2)
    assert means["r2_recall"] == pytest.approx((1 / 6 + 0) / 2)
    assert means["rl_recall"] == pytest.approx((4 / 7 + 1) / 2)
    assert means["r1_recall_best"] == pytest.approx(4 / 7)
    assert means["fill"] == pytest.approx(9 / 10)
    assert means["redundancy"] == pytest.approx(2 / 3)


def test_the_floor_is_the_first_sentences_of_each_article_in_turn():
    articles = ["Ada Moor sang in Rome. Ada Moor wept there.", "Bo Lund ran home. He won."]
    one = cluster("turns", articles, "Ada Moor sang in Rome. Bo Lund ran home. He won.")
    floor = evaluate([one], rankers=["lead"], words=11).systems[1]
    assert floor.measures["r1_recall"].mean == 1
    assert floor.measures["fill"].mean == 1
    assert floor.measures["dangling"].mean == pytest.approx(1 / 3)


def test_a_summary_is_that_of_the_library():
    one = CLUSTERS[0]
    text = summarize(one.documents, words=30).text
    same = cluster("same", [d.text for d in one.documents], text)
    (system, *_) = evaluate([same], rankers=["lexrank"], words=30).systems
    assert [system.measures[f"{kind}_recall"].mean for kind in KINDS] == [1, 1, 1]


def test_the_same_seed_gives_the_same_figures_whatever_the_jobs():
    assert evaluate(CLUSTERS, words=30, jobs=2) == FOUND
    other = evaluate(CLUSTERS, words=30, seed=1)
    for name in NAMES:
        measures = {system.name: system.measures for system in other.systems}[name]
        assert [one.mean for one in measures.values()] == [one.mean for one in BY_NAME[name].measures.values()]
    assert (bootstrap_draws(3, 1) != bootstrap_draws(3, 0)).any()


def test_every_system_bears_its_settings():
    data = fingerprint(text for one in CLUSTERS for text in (*(d.text for d in one.documents), *one.references))
    rest = (
        f"words:30|diversity:0.4|voices:outlets|version:{__version__}|tokens:a-z0-9|stemmed:yes"
        f"|references:average and best|clusters:3|data:{data}|resamples:1000|seed:0"
    )
    assert [system.signature for system in FOUND.systems] == [f"system:{name}|{rest}" for name in NAMES]
    assert signature(FOUND.settings) == rest
    mixed = [CLUSTERS[0], cluster("pt", DAM, "A barragem rompeu.", code="pt", words=20)]
    found = evaluate(mixed, rankers=["lead"]).settings
    assert [found[name] for name in ("words", "tokens", "stemmed", "references")] == ["mixed"] * 3 + ["one"]


def test_a_cluster_brings_its_own_budget_unless_one_is_given():
    one = cluster("own", DAM, "The dam broke.", words=12)
    assert evaluate([one], rankers=["lead"]).settings["words"] == 12
    assert evaluate([one], rankers=["lead"], words=20).settings["words"] == 20
    assert evaluate(CLUSTERS, rankers=["lead"]).settings["words"] == 150


def test_the_question_of_a_cluster_is_put_when_it_is_asked():
    one = replace(CLUSTERS[0], query="What did the minister promise?")
    answer = summarize(one.documents, words=30, query=one.query).text
    same = replace(one, references=(answer,))
    asked = evaluate([same], rankers=["lexrank"], words=30, asked=True)
    assert asked.systems[0].measures["r2_recall"].mean == 1
    assert "|asked:yes|" in asked.systems[0].signature
    assert evaluate([same], rankers=["lexrank"], words=30).systems[0].measures["r2_recall"].mean < 1


def test_a_language_is_that_of_the_references_too():
    found = evaluate(CLUSTERS, rankers=["lead"], words=30, language="pt")
    assert (found.settings["stemmed"], found.settings["language"]) == ("no", "pt")


def test_a_cluster_that_cannot_be_summarised_counts_as_nothing_and_is_named():
    empty = cluster("empty", ["", "***"], "Nothing happened.")
    found = evaluate([CLUSTERS[0], empty], rankers=["lexrank"], words=30)
    alone = evaluate(CLUSTERS[:1], rankers=["lexrank"], words=30)
    (warning,) = found.warnings
    assert warning.startswith("empty: counts as an empty summary by lexrank: nothing to summarise")
    for one, other in zip(found.systems, alone.systems, strict=True):
        assert one.measures["r1_recall"].mean == pytest.approx(other.measures["r1_recall"].mean / 2)


def test_any_function_can_be_judged_beside_the_rankers_and_one_that_fails_is_named():
    def everything(one, words):
        return [sentence.text for sentence in summarize(one.documents, words=words).sentences]

    def picky(one, words):
        if one.name == "ferry":
            raise KeyError("ferries")
        return everything(one, words)

    found = evaluate(CLUSTERS, rankers=["lexrank"], others={"same": everything, "picky": picky}, words=30, jobs=2)
    ours, same, other, *_ = found.systems
    assert {name: one.mean for name, one in ours.measures.items()} == {n: m.mean for n, m in same.measures.items()}
    assert other.failures == ("ferry: counts as an empty summary by picky: KeyError: 'ferries'",) == found.warnings
    assert "picky: 1 of 3 clusters count as empty summaries" in found.to_text()


def test_when_the_first_system_fails_on_every_cluster_the_reason_is_the_error():
    with pytest.raises(SummarizeError, match="nothing to evaluate: the shortest sentence has"):
        evaluate(CLUSTERS, words=2)


@pytest.mark.parametrize("options", [{"words": 0}, {"rankers": ["best"]}, {"rankers": []}, {"diversity": 2}])
def test_wrong_settings_are_refused_before_any_work(options):
    with pytest.raises(OptionError):
        evaluate(CLUSTERS, **options)


def test_no_clusters_are_an_error():
    with pytest.raises(SummarizeError, match="no clusters"):
        evaluate([])


def test_the_tables_show_percent_interval_difference_chance_and_settings():
    shown = FOUND.to_text()
    tables = [part.splitlines() for part in shown.split("\n\n")[:-1]]
    assert [lines[0].split("|")[1].strip() for lines in tables] == [
        "recall, average of references",
        "F1, average of references",
        "recall, best reference",
        "F1, best reference",
        "recall, against lexrank",
        "reading",
    ]
    for lines in tables:
        assert [line.split("|")[1].strip() for line in lines[2:]] == NAMES
        assert len({len(line) for line in lines}) == 1
    first = FOUND.systems[0].measures["r1_recall"]
    assert f"| lexrank {' ' * 22}| {100 * first.mean:.1f} [{100 * first.low:.1f}, {100 * first.high:.1f}]" in shown
    gap = FOUND.systems[1].measures["r1_recall"].difference
    assert gap is not None
    assert f"| {100 * gap.mean:+.1f} [{100 * gap.low:+.1f}, {100 * gap.high:+.1f}] p={gap.p:.3f}" in shown
    assert shown.endswith(f"settings: {signature(FOUND.settings)}\n")
    assert "average" not in evaluate(CLUSTERS[:1], words=30).to_text()


def test_everything_is_plain_data():
    again = json.loads(json.dumps(FOUND.to_dict(), allow_nan=False))
    assert again["systems"][0]["measures"]["r1_recall"]["mean"] == FOUND.systems[0].measures["r1_recall"].mean


def test_a_bar_in_a_cell_and_a_setting_that_is_not_given():
    assert table(["a", "b"], [["1|2", "3"]]) == "| a    | b   |\n| ---- | --- |\n| 1\\|2 | 3   |"
    assert signature({"ranker": "lead", "words": None, "seed": 0}) == "ranker:lead|seed:0"


@given(values=st.lists(st.floats(0, 1), min_size=1, max_size=20), seed=st.integers(0, 9))
def test_an_interval_contains_its_mean_and_stays_within_the_values(values, seed):
    (found,) = measures_of(np.array(values)[:, None], None, bootstrap_draws(len(values), seed))
    assert min(values) - 1e-9 <= found.low <= found.mean <= found.high <= max(values) + 1e-9


def test_equal_values_have_an_interval_of_no_width_and_equal_systems_differ_by_chance_only():
    values = np.full((7, 1), 0.3)
    assert measures_of(values, values, bootstrap_draws(7, 0)) == [
        Measure(0.3, 0.3, 0.3, Difference(0.0, 0.0, 0.0, 1.0))
    ]


def test_an_interval_is_about_two_standard_errors_and_chance_that_of_the_normal_curve():
    values = np.random.default_rng(3).normal(0.5, 0.1, (400, 1))
    draws = bootstrap_draws(400, 0)
    (found,) = measures_of(values, None, draws)
    error = values.std() / 20
    assert found.low == pytest.approx(found.mean - 1.96 * error, abs=error / 4)
    assert found.high == pytest.approx(found.mean + 1.96 * error, abs=error / 4)
    shifted = values - values.mean()
    assert bootstrap_p(shifted + 1.96 * error, draws)[0] == pytest.approx(0.05, abs=0.03)
    assert bootstrap_p(shifted + 5 * error, draws)[0] < 0.01


BOTH = "A wall of water left two villages flooded on Monday after the dam at Port Elsa broke at dawn."
HELP = "The minister promised help for 1,200 families."


def test_facts_are_shared_when_independent_voices_tell_them():
    corpus = build_corpus(tuple(map(Document, DAM)), Options())
    text = [sentence.text for sentence in corpus.sentences]
    facts = {frozenset(text[row] for row in rows) for rows in shared_facts(corpus)}
    assert facts == {
        frozenset({"The dam at Port Elsa broke at dawn on Monday.", BOTH}),
        frozenset({"Two villages below the dam were flooded within an hour.", BOTH}),
        frozenset({HELP, HELP.replace(".", " on Tuesday.")}),
    }


def test_a_report_counts_what_the_summary_says_and_cites():
    documents = Reading(tuple(map(Document, DAM)))
    whole = report(documents, Options(words=500))
    assert (whole.facts, whole.said, whole.cited) == (3, 3, 3)
    assert (whole.articles, whole.articles_cited, whole.voices, whole.voices_cited) == (3, 3, 3, 3)
    brief = report(documents, Options(words=12))
    assert brief.said <= brief.cited < brief.facts
    assert brief.fill == summarize(DAM, words=12).words / 12
    assert brief.redundancy == brief.dangling == 0


def test_a_report_shows_its_figures_and_settings():
    found = report(Reading(tuple(map(Document, DAM)), ("one.txt: left out",)), Options(words=500))
    assert found.warnings[0] == "one.txt: left out"
    data = fingerprint(sorted(DAM))
    shown = f"words:500|ranker:lexrank|diversity:0.4|voices:outlets|version:{__version__}|data:{data}"
    assert signature(found.settings) == shown
    assert json.loads(json.dumps(found.to_dict()))["facts"] == 3


@pytest.mark.parametrize("budget", [{"words": 40}, {"sentences": 2}, {"characters": 200}])
def test_a_report_on_one_article_or_copies_of_it_has_no_shared_facts(budget):
    for texts in (DAM[:1], DAM[:1] * 3):
        found = report(Reading(tuple(map(Document, texts))), Options(**budget))
        assert (found.facts, found.said, found.cited, found.voices_cited) == (0, 0, 0, 1)
        assert 0 < found.fill <= 1
        assert "| shared facts said          | 0 of 0 " in beside([found])


def test_rankers_are_reported_on_side_by_side():
    found = compare(Reading(tuple(map(Document, DAM))), rankers=["lead", "lexrank"], words=40)
    assert [one.settings["ranker"] for one in found.reports] == ["lead", "lexrank"]
    shown = found.to_text()
    assert shown.startswith("| without references         | lead ")
    part = re.escape(f"| {found.reports[0].said} of 3 (")
    assert re.search(rf"\| shared facts said +{part}", shown)
    assert "settings: words:40|diversity" in shown


def test_a_report_does_not_depend_on_the_order_of_the_articles():
    one, other = (report(Reading(tuple(map(Document, texts))), Options(words=40)) for texts in (DAM, DAM[::-1]))
    assert one == other


def test_nothing_to_report_on_is_an_error():
    with pytest.raises(SummarizeError, match="nothing to summarise"):
        report(Reading(()), Options())


def test_articles_are_cut_once_for_all_rankers(monkeypatch):
    cut_so_far = []

    def counted(*given: Any) -> Any:
        cut_so_far.append(given)
        return build_corpus(*given)

    monkeypatch.setattr("summarize.evaluate.folder.cut", counted)
    found = compare(Reading(tuple(map(Document, DAM))), rankers=["lead", "lexrank", "centroid"], words=40)
    assert len(found.reports) == 3
    assert len(cut_so_far) == 1
    assert found.reports[1] == report(Reading(tuple(map(Document, DAM))), Options(words=40))


def test_articles_without_a_sentence_are_refused_in_one_line():
    with pytest.raises(SummarizeError, match="no sentence of article text"):
        report(Reading((Document("-----"),)), Options())
