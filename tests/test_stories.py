"""Stories: which articles tell of one event, whatever the order; templates, languages and weeks keep apart."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array
from scipy.spatial.distance import squareform

from summarize import Document, SummarizeError, group
from summarize.copies.linkage import average_linkage, linkage_of_all_pairs
from summarize.corpus import build_corpus
from summarize.options import Options
from summarize.read.inputs import read_all
from summarize.score.tfidf import tfidf
from summarize.stories.grouping import copy_heads, dividers, group_corpus
from summarize.stories.similarity import BIGRAM_WEIGHT, NEIGHBOURS, cosines, heaviest, nearest
from summarize.stories.templates import Title, other_issue, titles
from summarize.text.token_rows import TokenRows
from tests.command import ROOT

OWN = sorted(path for path in (ROOT / "benchmarks" / "clusters").iterdir() if path.is_dir())
WORDS = ["quake", "flood", "strike", "vote", "fire", "bank", "court", "ship", "bridge", "match", "rain", "border"]


def own_articles():
    """Return the articles of the own clusters, one of each in turn, and the cluster of each."""
    clusters = [read_all(sorted(folder.glob("*.txt"))).documents for folder in OWN]
    rounds = sorted((index, cluster) for cluster, articles in enumerate(clusters) for index in range(len(articles)))
    return [clusters[cluster][index] for index, cluster in rounds], [cluster for _, cluster in rounds]


def test_the_own_clusters_mixed_come_apart_again():
    documents, clusters = own_articles()
    told = group(documents)
    assert sorted(len({clusters[index] for index in story}) for story in told) == [1] * len(told)
    assert len(told) == len(OWN)


ALIKE = {  # told in the same words by one agency, of two places each
    "quake in Karsia": [
        "A magnitude 6.2 earthquake struck eastern Karsia early on Monday, killing at least 31 people, officials said. "
        "The epicentre was 14 kilometres south of Belmar. Hundreds of houses collapsed in Belmar.",
        "The death toll of the earthquake in eastern Karsia has risen to 44, the interior ministry said on Tuesday. "
        "Rescue teams dug in the rubble of Belmar. The government of Karsia declared three days of mourning.",
    ],
    "quake on Tamura": [
        "A magnitude 5.9 earthquake struck the island of Tamura on Monday, killing six people, officials said. "
        "The epicentre was 30 kilometres off Ishino. Dozens of houses collapsed in Ishino.",
        "People on the island of Tamura cleared the rubble on Tuesday after an earthquake of magnitude 5.9 killed six. "
        "The port of Ishino stays closed. Officials on Tamura said that two piers were damaged.",
    ],
    "vote in Norrland": [
        "Anna Halvorsen has won the presidential election in Norrland with 54 percent of the vote, the electoral "
        "commission said on Monday. Her rival Jon Berg conceded defeat. Turnout in Norrland was 71 percent.",
        "Norrland has elected Anna Halvorsen as its first woman president with 54 percent of the vote. "
        "Jon Berg got 43 percent and conceded defeat. Observers called the election in Norrland free and fair.",
    ],
    "vote in Bugandi": [
        "Samuel Okello has won the presidential election in Bugandi with 61 percent of the vote, the electoral "
        "commission said on Monday. His rival Grace Achan spoke of fraud. Turnout in Bugandi was 48 percent.",
        "Grace Achan asked the supreme court of Bugandi on Tuesday to annul the presidential election. "
        "The electoral commission put President Samuel Okello at 61 percent. Observers in Bugandi saw irregularities.",
    ],
}


def test_events_of_one_kind_stay_apart_in_a_small_folder():
    told = [(text, event) for event, texts in ALIKE.items() for text in texts]
    stories = group([text for text, _ in told])
    assert {frozenset(told[index][1] for index in story) for story in stories} == {
        frozenset([event]) for event in ALIKE
    }
    assert len(stories) == len(ALIKE)


@pytest.mark.parametrize(
    ("story", "apart"),
    [
        (
            [
                "A fire destroyed a barn near Elmore on Monday. Forty sheep died. The cause is not known.",
                "Forty sheep died in a fire at a barn near Elmore on Monday night. Two engines were there for hours.",
            ],
            "The choir of Elmore won the regional contest on Sunday with a song by Holst. It sings again in May.",
        ),
        (
            [
                "Das Hochwasser in Passau stieg am Montag auf 9,80 Meter. Die Altstadt ist gesperrt.",
                "Passau hat die Altstadt gesperrt. Das Hochwasser der Donau stand am Montag bei 9,80 Metern.",
            ],
            "Das Theater in Passau bekommt einen neuen Intendanten. Jonas Wirth folgt auf Ute Blum.",
        ),
    ],
)
def test_what_shares_the_town_alone_is_another_story(story, apart):
    assert group([*story, apart]) == ((0, 1), (2,))


def test_stories_are_the_same_in_any_order():
    documents, _ = own_articles()
    order = np.random.default_rng(3).permutation(len(documents)).tolist()
    shuffled = group([documents[index] for index in order])
    assert {frozenset(order[index] for index in story) for story in shuffled} == set(map(frozenset, group(documents)))


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), min_size=1, max_size=12))
def test_every_document_is_in_one_story_and_the_largest_come_first(texts):
    stories = group([f"{text.capitalize()}." for text in texts])
    assert sorted(index for story in stories for index in story) == list(range(len(texts)))
    assert all(len(first) >= len(second) for first, second in pairwise(stories))
    assert all(list(story) == sorted(story) for story in stories)


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True), st.integers(2, 5))
def test_copies_of_one_text_are_one_story(words, copies):
    text = f"The {' '.join(words)} was seen by many people on the coast on Monday morning, officials said."
    assert group([text] * copies) == (tuple(range(copies)),)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Day 2 of the Marlow trial", "Day 21 of the Marlow trial"),
        ("Earthquake strikes Chile", "Earthquake strikes Peru"),
        ("Market report for Monday", "Market report for Tuesday"),
    ],
)
def test_titles_of_one_form_with_other_names_or_numbers_keep_apart(first, second):
    body = (
        "The desk heard two experts at noon in {0}. The report for {0} names no losses and says that more will follow."
    )
    one, two = first.split()[-1], second.split()[-1]
    assert len(group([Document(body.format(one), title=first), Document(body.format(two), title=second)])) == 2


def test_a_new_toll_in_the_title_is_the_same_story():
    body = "A quake shook Chile on Monday and killed {} people, officials said. Rescuers search the ruins of Arica."
    toll = [Document(body.format(count), title=f"Quake in Chile kills {count}") for count in (36, 38)]
    assert group(toll) == ((0, 1),)


def test_the_same_words_years_later_are_another_story():
    text = "A quake shook the coast of Chile on Monday, officials said. Rescuers search the ruins of the town of Arica."
    other = "A quake shook Chile, officials said on Monday. In the ruins of Arica, on the coast, rescuers search."
    assert group([Document(text, date="2016-03-02"), Document(other, date="2016-03-03")]) == ((0, 1),)
    assert group([Document(text, date="2016-03-02"), Document(other, date="2020-03-03")]) == ((0,), (1,))


def test_articles_in_two_languages_are_not_one_story():
    english = "Angela Merkel met Emmanuel Macron in Berlin on Monday, and they spoke about the budget of the union."
    german = "Angela Merkel traf Emmanuel Macron am Montag in Berlin, und sie sprachen über den Haushalt der Union."
    assert group([english, german]) == ((0,), (1,))


def test_nothing_to_group_is_an_error():
    with pytest.raises(SummarizeError, match="no documents"):
        group([])


@st.composite
def matrices(draw):
    """Draw a symmetric matrix with values in [0, 1]; no two pairs are equally near, so that no tie decides."""
    count = draw(st.integers(2, 9))
    pairs = count * (count - 1) // 2
    values = draw(st.permutations(range(1, pairs + 1)))
    near = np.zeros((count, count))
    near[np.triu_indices(count, 1)] = np.array(values) ** 1.37 / (pairs**1.37 + 1)
    return near + near.T


@given(matrices(), st.floats(0.05, 0.95))
def test_average_linkage_is_that_of_scipy(near, threshold):
    distances = squareform(1 - near - np.eye(len(near)), checks=False)
    expected = fcluster(linkage(distances, "average"), 1 - threshold, "distance").tolist()
    labels = average_linkage(csr_array(near), threshold)
    assert linkage_of_all_pairs(near, threshold) == labels
    together = [[first == second for second in labels] for first in labels]
    assert together == [[first == second for second in expected] for first in expected]
    assert all(label == min(index for index, other in enumerate(labels) if other == label) for label in labels)


def test_neighbours_are_the_articles_of_the_highest_cosines():
    documents, _ = own_articles()
    corpus = build_corpus(documents, Options())
    rows = TokenRows.of(corpus.stems).joined([s.document for s in corpus.sentences], len(documents))
    weights = tfidf(rows, np.ones(len(rows), dtype=bool), BIGRAM_WEIGHT)
    found = nearest(weights, dividers(corpus, titles(corpus, frozenset()), range(len(documents)))).toarray()
    cosine = (weights @ weights.T).toarray()
    np.fill_diagonal(cosine, 0)
    for article, row in enumerate(found):
        row[article] = 0
        best = cosine[article].max()
        assert row.max() == pytest.approx(best)
        assert np.count_nonzero(row) <= NEIGHBOURS
        assert row[row > 0] == pytest.approx(cosine[article][row > 0])


def test_the_heaviest_of_each_row_go_to_the_earlier_where_they_are_equal():
    row, value = np.array([0, 0, 0, 1, 2, 2]), np.array([1.0, 3.0, 3.0, 2.0, 5.0, 5.0])
    assert heaviest(row, value, 2).tolist() == [1, 2, 3, 4, 5]
    assert heaviest(row, value, 1).tolist() == [1, 3, 4]


def test_cosines_are_those_of_the_pairs():
    weights = csr_array(np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]]))
    assert cosines(weights, np.array([0, 1, 0]), np.array([1, 2, 2])).tolist() == pytest.approx([0.6, 0.8, 0.0])


def test_a_part_of_a_corpus_is_the_corpus_of_the_part():
    from summarize.corpus import part_of

    documents, _ = own_articles()
    whole = build_corpus(documents, Options())
    story = sorted(group_corpus(whole)[0])
    passed = sorted(whole.passed[index] for index in story)
    alone = build_corpus([documents[index] for index in passed], Options())
    part = part_of(whole, story, Options())
    for name in ("documents", "blocks", "passed", "languages", "foreign", "copy_groups", "voices", "sentences", "days"):
        assert getattr(part, name) == getattr(alone, name), name
    assert [list(row) for row in part.stems] == [list(row) for row in alone.stems]
    assert [list(row) for row in part.tokens] == [list(row) for row in alone.tokens]


NAMES = st.frozensets(st.sampled_from("abc"))
TITLES = st.lists(st.builds(Title, st.sampled_from([(), ("quake",), ("trial",)]), NAMES, st.sampled_from("12"), NAMES))


def corpus_of(titles):
    """Return what of a corpus of one group of copies is read to tell which speak for the others."""
    return SimpleNamespace(copy_groups=(0,) * len(titles))


@given(titles=TITLES)
def test_the_first_that_is_no_other_issue_stands_for_a_copy(titles):
    copies: dict[int, list[int]] = {}
    for document, title in enumerate(titles):
        same = (head for head in copies if not other_issue(titles[head], title))
        copies.setdefault(next(same, document), []).append(document)
    assert copy_heads(corpus_of(titles), titles) == (sorted(copies), copies)


@pytest.mark.parametrize(
    "title_of",
    [
        lambda number: Title(("quake",), frozenset({"north", f"n{number}"}), "", frozenset({"north", f"n{number}"})),
        lambda number: Title(("day",), frozenset({"elsa"}), f"{number}", frozenset({"elsa"})),
    ],
    ids=["names", "numbers"],
)
def test_reports_of_one_form_are_not_each_compared_with_all_others(title_of, monkeypatch):
    compared, titles = [], [title_of(number) for number in range(200)]

    def counted(*pair):
        compared.append(pair)
        return other_issue(*pair)

    monkeypatch.setattr("summarize.stories.grouping.other_issue", counted)
    assert len(copy_heads(corpus_of(titles), titles)[0]) == 200
    assert len(compared) <= 200
