import json
import re
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, OptionError, Options, SummarizeError, __version__, summarize
from summarize.corpus import build_corpus
from summarize.evaluate import CEILING, FLOOR, Cluster, Difference, Measure, compare, evaluate, report
from summarize.evaluate.clusters import fingerprint
from summarize.evaluate.measures import bootstrap_draws, bootstrap_p, measures_of, signature
from summarize.evaluate.plot import plot
from summarize.evaluate.rouge import KINDS
from summarize.evaluate.tables import reports_text, table
from summarize.evaluate.without_references import shared_facts
from summarize.records import Reading
from summarize.score.rankers import RANKERS

SLACK = 0.02  # in [0, 1]; the oracle is greedy and blind to bigrams across sentences, so a ranker may pass it a little
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
EVALUATION = evaluate(CLUSTERS, words=30)
SYSTEMS = {system.name: system for system in EVALUATION.systems}


def test_rankers_come_before_floor_and_ceiling_and_all_are_compared_with_the_first():
    assert [system.name for system in EVALUATION.systems] == NAMES
    assert all(measure.difference is None for measure in EVALUATION.systems[0].measures.values())
    assert all(0 < gap.p <= 1 for gap in gaps(EVALUATION))
    assert not EVALUATION.warnings


def gaps(evaluation):
    """Return the differences of all systems to the first."""
    differences = [measure.difference for system in evaluation.systems[1:] for measure in system.measures.values()]
    return [difference for difference in differences if difference is not None]


def test_a_difference_is_that_of_the_means_and_lies_in_its_interval():
    assert len(gaps(EVALUATION)) == len(EVALUATION.systems[1:]) * len(EVALUATION.systems[0].measures)
    assert all(gap.low <= gap.mean <= gap.high for gap in gaps(EVALUATION))
    for system in EVALUATION.systems[1:]:
        for name, measure in system.measures.items():
            assert measure.difference is not None
            first = EVALUATION.systems[0].measures[name].mean
            assert measure.difference.mean == pytest.approx(measure.mean - first, abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_every_mean_is_a_share_and_lies_in_its_interval(name):
    for measure in SYSTEMS[name].measures.values():
        assert 0 <= measure.low <= measure.mean <= measure.high <= 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("measure", ["r1_recall", "r2_recall"])
def test_no_ranker_is_above_the_ceiling(name, measure):
    assert SYSTEMS[name].measures[measure].mean <= SYSTEMS[CEILING].measures[measure].mean + SLACK


@pytest.mark.parametrize("name", NAMES)
def test_the_best_reference_is_no_worse_than_the_average(name):
    for kind in KINDS:
        assert SYSTEMS[name].measures[f"{kind}_f1_best"].mean >= SYSTEMS[name].measures[f"{kind}_f1"].mean


def test_figures_worked_by_hand():
    text = "The big dam broke. The big dam is old."
    by_hand = cluster("hand", [text], "The dam broke. It was very old.", "Dam!", code="fr")
    (_, floor, _) = evaluate([by_hand], rankers=["lead"], words=10).systems
    mean = means(floor)
    assert mean["r1_recall"] == pytest.approx((4 / 7 + 1) / 2)
    assert mean["r1_f1"] == pytest.approx((2 * (4 / 7) * (4 / 9) / (4 / 7 + 4 / 9) + 2 * (1 / 9) / (1 + 1 / 9)) / 2)
    assert mean["r2_recall"] == pytest.approx((1 / 6 + 0) / 2)
    assert mean["rl_recall"] == pytest.approx((4 / 7 + 1) / 2)
    assert mean["r1_recall_best"] == pytest.approx(4 / 7)
    assert mean["fill"] == pytest.approx(9 / 10)
    assert mean["redundancy"] == pytest.approx(2 / 3)


def test_the_floor_is_the_first_sentences_of_each_article_in_turn():
    articles = ["Ada Moor sang in Rome with a band. She wept.", "Bo Lund ran home. He won the race."]
    turns = cluster("turns", articles, "Ada Moor sang in Rome with a band. Bo Lund ran home. She wept.")
    floor = evaluate([turns], rankers=["lead"], words=14).systems[1]
    assert floor.measures["r1_recall"].mean == 1
    assert floor.measures["fill"].mean == 1
    assert floor.measures["dangling"].mean == pytest.approx(1 / 3)


def test_a_sentence_behind_the_same_one_as_in_its_article_does_not_dangle():
    follows = cluster("follows", ["Bo Lund ran home.\nHe won."], "Bo Lund ran home. He won.")
    assert evaluate([follows], rankers=["lead"], words=6).systems[1].measures["dangling"].mean == 0


def test_the_summary_of_a_ranker_is_that_of_the_library():
    same = cluster("same", DAM, summarize(DAM, words=30).text)
    (system, *_) = evaluate([same], rankers=["lexrank"], words=30).systems
    assert [system.measures[f"{kind}_recall"].mean for kind in KINDS] == [1, 1, 1]


def test_the_same_seed_gives_the_same_figures_for_any_number_of_jobs():
    assert evaluate(CLUSTERS, words=30, jobs=2) == EVALUATION


def means(system):
    return {name: measure.mean for name, measure in system.measures.items()}


def test_the_seed_changes_the_draws_and_no_mean():
    other_seed = evaluate(CLUSTERS, words=30, seed=1)
    assert [means(system) for system in other_seed.systems] == [means(system) for system in EVALUATION.systems]
    assert (bootstrap_draws(3, 1) != bootstrap_draws(3, 0)).any()


def test_every_system_has_a_signature_of_its_settings():
    data = fingerprint(text for each in CLUSTERS for text in (*(d.text for d in each.documents), *each.references))
    rest = (
        f"words:30|diversity:0.4|voices:outlets|min_voices:1|version:{__version__}|tokens:a-z0-9|stemmed:yes"
        f"|references:average and best|clusters:3|data:{data}|resamples:1000|seed:0"
    )
    assert [system.signature for system in EVALUATION.systems] == [f"system:{name}|{rest}" for name in NAMES]
    assert signature(EVALUATION.settings) == rest
    mixed = [CLUSTERS[0], cluster("pt", DAM, "A barragem rompeu.", code="pt", words=20)]
    settings = evaluate(mixed, rankers=["lead"]).settings
    assert [settings[name] for name in ("words", "tokens", "stemmed", "references")] == ["mixed"] * 3 + ["one"]


def test_the_budget_is_the_cluster_s_own_unless_one_is_given():
    own = cluster("own", DAM, "The dam broke.", words=12)
    assert evaluate([own], rankers=["lead"]).settings["words"] == 12
    assert evaluate([own], rankers=["lead"], words=20).settings["words"] == 20
    assert evaluate(CLUSTERS, rankers=["lead"]).settings["words"] == 150


def test_the_query_of_a_cluster_reaches_the_rankers_when_it_is_asked():
    query = "What did the minister promise?"
    answer = summarize(DAM, words=30, query=query).text
    same = replace(CLUSTERS[0], query=query, references=(answer,))
    asked = evaluate([same], rankers=["lexrank"], words=30, asked=True)
    assert asked.systems[0].measures["r2_recall"].mean == 1
    assert "|asked:yes|" in asked.systems[0].signature
    other = replace(CLUSTERS[0], query=query, references=(summarize(DAM, words=30).text,))
    assert evaluate([other], rankers=["lexrank"], words=30).systems[0].measures["r2_recall"].mean == 1
    assert evaluate([other], rankers=["lexrank"], words=30, asked=True).systems[0].measures["r2_recall"].mean < 1


def test_a_language_is_that_of_the_references_too():
    settings = evaluate(CLUSTERS, rankers=["lead"], words=30, language="pt").settings
    assert (settings["stemmed"], settings["language"]) == ("no", "pt")


def test_a_cluster_that_cannot_be_summarised_counts_as_an_empty_summary_and_is_named():
    empty = cluster("empty", ["", "***"], "Nothing happened.")
    both = evaluate([CLUSTERS[0], empty], rankers=["lexrank"], words=30)
    alone = evaluate(CLUSTERS[:1], rankers=["lexrank"], words=30)
    (warning,) = both.warnings
    assert warning.startswith("empty: counts as an empty summary by lexrank: nothing to summarise")
    for halved, whole in zip(both.systems, alone.systems, strict=True):
        assert halved.measures["r1_recall"].mean == pytest.approx(whole.measures["r1_recall"].mean / 2)


def test_any_function_can_be_evaluated_beside_the_rankers_and_one_that_fails_is_named():
    def same(cluster, words):
        return [sentence.text for sentence in summarize(cluster.documents, words=words).sentences]

    def picky(cluster, words):
        if cluster.name == "ferry":
            raise KeyError("ferries")
        return same(cluster, words)

    evaluation = evaluate(CLUSTERS, rankers=["lexrank"], others={"same": same, "picky": picky}, words=30, jobs=2)
    ranker, copy, failing, *_ = evaluation.systems
    assert means(ranker) == means(copy)
    assert failing.failures == ("ferry: counts as an empty summary by picky: KeyError: 'ferries'",)
    assert failing.failures == evaluation.warnings
    assert "picky: 1 of 3 clusters count as empty summaries" in evaluation.to_text()


def test_when_the_first_system_fails_on_every_cluster_the_error_gives_its_reason():
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
    shown = EVALUATION.to_text()
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
    first = EVALUATION.systems[0].measures["r1_recall"]
    assert f"| lexrank {' ' * 22}| {100 * first.mean:.1f} [{100 * first.low:.1f}, {100 * first.high:.1f}]" in shown
    gap = EVALUATION.systems[1].measures["r1_recall"].difference
    assert gap is not None
    assert f"| {100 * gap.mean:+.1f} [{100 * gap.low:+.1f}, {100 * gap.high:+.1f}] p={gap.p:.3f}" in shown
    assert shown.endswith(f"settings: {signature(EVALUATION.settings)}\n")
    assert "average" not in evaluate(CLUSTERS[:1], words=30).to_text()


def test_an_evaluation_is_plain_data():
    data = json.loads(json.dumps(EVALUATION.to_dict(), allow_nan=False))
    assert data["systems"][0]["measures"]["r1_recall"]["mean"] == EVALUATION.systems[0].measures["r1_recall"].mean


def test_a_bar_in_a_cell_is_escaped():
    assert table(["a", "b"], [["1|2", "3"]]) == "| a    | b   |\n| ---- | --- |\n| 1\\|2 | 3   |"


def test_a_signature_leaves_out_what_is_not_set():
    assert signature({"ranker": "lead", "words": None, "seed": 0}) == "ranker:lead|seed:0"


@pytest.mark.parametrize(("form", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_plot_has_the_same_bytes_every_time(form, start):
    pytest.importorskip("matplotlib", reason="pip install '.[plot]'")
    picture = plot(EVALUATION, form)
    assert picture.startswith(start)
    assert picture == plot(EVALUATION, form)


@given(values=st.lists(st.floats(0, 1), min_size=1, max_size=20), seed=st.integers(0, 9))
def test_an_interval_contains_its_mean_and_stays_within_the_values(values, seed):
    (measure,) = measures_of(np.array(values)[:, None], None, bootstrap_draws(len(values), seed))
    assert min(values) - 1e-9 <= measure.low <= measure.mean <= measure.high <= max(values) + 1e-9


def test_equal_values_have_an_interval_of_no_width_and_equal_systems_a_p_of_1():
    values = np.full((7, 1), 0.3)
    assert measures_of(values, values, bootstrap_draws(7, 0)) == [
        Measure(0.3, 0.3, 0.3, Difference(0.0, 0.0, 0.0, 1.0))
    ]


def test_an_interval_is_about_two_standard_errors_wide_and_p_is_that_of_the_normal_distribution():
    values = np.random.default_rng(3).normal(0.5, 0.1, (400, 1))
    draws = bootstrap_draws(400, 0)
    (measure,) = measures_of(values, None, draws)
    error = values.std() / 20
    assert measure.low == pytest.approx(measure.mean - 1.96 * error, abs=error / 4)
    assert measure.high == pytest.approx(measure.mean + 1.96 * error, abs=error / 4)
    shifted = values - values.mean()
    assert bootstrap_p(shifted + 1.96 * error, draws)[0] == pytest.approx(0.05, abs=0.03)
    assert bootstrap_p(shifted + 5 * error, draws)[0] < 0.01


# What the articles on the dam share.
BOTH = "A wall of water left two villages flooded on Monday after the dam at Port Elsa broke at dawn."
HELP = "The minister promised help for 1,200 families."


def test_facts_are_shared_when_independent_voices_report_them():
    corpus = build_corpus(tuple(map(Document, DAM)), Options())
    text = [sentence.text for sentence in corpus.sentences]
    facts = {frozenset(text[row] for row in rows) for rows in shared_facts(corpus)}
    assert facts == {
        frozenset({"The dam at Port Elsa broke at dawn on Monday.", BOTH}),
        frozenset({"Two villages below the dam were flooded within an hour.", BOTH}),
        frozenset({HELP, HELP.replace(".", " on Tuesday.")}),
    }


def test_a_report_counts_what_the_summary_says_and_cites():
    reading = Reading(tuple(map(Document, DAM)))
    whole = report(reading, Options(words=500))
    assert (whole.facts, whole.said, whole.cited) == (3, 3, 3)
    assert (whole.articles, whole.articles_cited, whole.voices, whole.voices_cited) == (3, 3, 3, 3)
    brief = report(reading, Options(words=12))
    assert brief.said <= brief.cited < brief.facts
    assert brief.fill == summarize(DAM, words=12).words / 12
    assert brief.redundancy == brief.dangling == 0


def test_a_report_shows_its_figures_and_settings():
    whole = report(Reading(tuple(map(Document, DAM)), ("one.txt: left out",)), Options(words=500))
    assert whole.warnings[0] == "one.txt: left out"
    data = fingerprint(sorted(DAM))
    shown = f"words:500|ranker:lexrank|diversity:0.4|voices:outlets|min_voices:1|version:{__version__}|data:{data}"
    assert signature(whole.settings) == shown
    assert json.loads(json.dumps(whole.to_dict()))["facts"] == 3


@pytest.mark.parametrize("budget", [{"words": 40}, {"sentences": 2}, {"characters": 200}])
def test_a_report_on_one_article_or_copies_of_it_has_no_shared_facts(budget):
    for texts in (DAM[:1], DAM[:1] * 3):
        lone = report(Reading(tuple(map(Document, texts))), Options(**budget))
        assert (lone.facts, lone.said, lone.cited, lone.voices_cited) == (0, 0, 0, 1)
        assert 0 < lone.fill <= 1
        assert "| shared facts said          | 0 of 0 " in reports_text([lone])


def test_rankers_are_reported_on_side_by_side():
    comparison = compare(Reading(tuple(map(Document, DAM))), rankers=["lead", "lexrank"], words=40)
    assert [each.settings["ranker"] for each in comparison.reports] == ["lead", "lexrank"]
    shown = comparison.to_text()
    assert shown.startswith("| without references         | lead ")
    share = re.escape(f"| {comparison.reports[0].said} of 3 (")
    assert re.search(rf"\| shared facts said +{share}", shown)
    assert "settings: words:40|diversity" in shown


def test_a_report_does_not_depend_on_the_order_of_the_articles():
    forward, backward = (report(Reading(tuple(map(Document, texts))), Options(words=40)) for texts in (DAM, DAM[::-1]))
    assert forward == backward


def test_nothing_to_report_on_is_an_error():
    with pytest.raises(SummarizeError, match="nothing to summarise"):
        report(Reading(()), Options())


def test_the_corpus_is_built_once_for_all_rankers():
    reading = Reading(tuple(map(Document, DAM)))
    with patch("summarize.evaluate.without_references.build_corpus", wraps=build_corpus) as counted:
        comparison = compare(reading, rankers=["lead", "lexrank", "centroid"], words=40)
    assert len(comparison.reports) == 3
    assert counted.call_count == 1
    assert comparison.reports[1] == report(reading, Options(words=40))


def test_articles_without_a_sentence_are_refused_in_one_line():
    with pytest.raises(SummarizeError, match="no sentence of article text"):
        report(Reading((Document("-----"),)), Options())
