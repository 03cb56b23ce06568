"""Sentences that lean are chosen behind the sentence before them, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from summarize import Document, Options, summarize
from summarize.choose.context import choose_in_context
from summarize.choose.pool import CENTRAL_RANKS, COSTS, MAX_RUN, SHORT_SHARE, Pool
from summarize.choose.standalone import Standing, standings
from summarize.corpus import build_corpus
from summarize.pipeline import rank
from summarize.read.inputs import read_all
from summarize.score.tfidf import tfidf

OWN = sorted(path for path in (Path(__file__).parent.parent / "benchmarks" / "clusters").iterdir() if path.is_dir())
OPENING = "The dam above Elsa broke at dawn on Monday and flooded two villages below it."
FOLLOWER = "It had been built in 1931 and was never repaired, the engineers of Elsa wrote."
OTHERS = [
    "The dam at Elsa broke on Monday, the water service said. Farmers lost cattle in the flood below Elsa.",
    "Two villages below Elsa were flooded on Monday. The army sent boats and blankets to both villages.",
]


def follows(text: str) -> bool:
    corpus = build_corpus([Document(f"{OPENING} {' '.join(OTHERS)} {OPENING} {text}")], Options(language="en"))
    return standings(corpus).follows(len(corpus.sentences) - 1)


@pytest.mark.parametrize(
    "text",
    [
        FOLLOWER,
        "However, nobody knows when the help will come.",
        "On Monday, he promised help for all families there.",
        "“We will rebuild both of the villages by winter,” he said.",
    ],
)
def test_what_leans_for_its_opener_a_pronoun_or_a_speaker_may_follow(text):
    assert follows(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who will pay for the new dam above Elsa?",
        "It broke.",
        "Here’s a look at what comes next in the valley.",
        "The army sent boats and blankets to the two villages.",
        "This we saw coming for years, my friends and I.",
        "He put the whole story of it at https://t.example/9.",
    ],
)
def test_what_leans_for_more_or_not_at_all_does_not(text):
    assert not follows(text)


def test_the_first_sentence_of_an_article_follows_nothing():
    corpus = build_corpus([Document(FOLLOWER)], Options(language="en"))
    assert not standings(corpus).follows(0)


@pytest.mark.parametrize("words", range(15, 75, 5))
def test_a_follower_stands_directly_behind_its_predecessor_or_is_not_chosen(words):
    texts = [sentence.text for sentence in summarize([f"{OPENING} {FOLLOWER}", *OTHERS], words=words).sentences]
    if FOLLOWER in texts:
        assert texts[texts.index(FOLLOWER) - 1] == OPENING


def test_with_room_a_follower_is_chosen():
    assert FOLLOWER in summarize([f"{OPENING} {FOLLOWER}", *OTHERS], words=75).text


def test_where_others_report_a_run_of_one_article_has_a_limit():
    essay = "The dam broke here. It fell down. So he wept. They all left. But we stayed. He sang."
    corpus = build_corpus(
        [Document(essay), Document("A dog ran away. It came."), Document("A cow fell.")], Options(language="en")
    )
    weights = tfidf(corpus.stems, np.ones(len(corpus.sentences), dtype=bool))
    rows = range(len(corpus.sentences))
    pool = Pool(corpus, weights, np.ones(len(rows)), rows, np.arange(len(rows)), Options())
    assert not pool.lengthens_run(MAX_RUN - 1, [*range(MAX_RUN - 1)])
    assert pool.lengthens_run(MAX_RUN, [*range(MAX_RUN)])
    assert pool.lengthens_run(1, [0, *range(2, MAX_RUN + 1)])
    assert not pool.lengthens_run(2, [0, 1, 4, 5])
    assert not pool.lengthens_run(6, [*range(6)]), "another article"
    of_two = Pool(corpus, weights, np.ones(len(rows)), range(8), np.arange(len(rows)), Options())
    assert not of_two.lengthens_run(4, [0, 1, 2, 3])


def test_a_short_sentence_that_says_little_does_not_fill_the_rest_of_the_budget():
    dam = "The dam at Elsa broke at dawn on Monday and two villages in the valley were flooded, the police said."
    texts = [f"{dam} Ana Lund sold forty rolls.", f"{dam[:-1]} on Tuesday. The river fell by noon."]
    assert "rolls" not in summarize(texts, words=30).text
    assert "rolls" in summarize(["Ana Lund sold forty rolls."], words=30).text


def pool_of(*articles, **options):
    """Return a pool of dated articles in which all sentences weigh the same."""
    corpus = build_corpus([Document(text, date=date) for text, date in articles], Options(language="en"))
    count = len(corpus.sentences)
    weights = tfidf(corpus.stems, np.ones(count, dtype=bool))
    return Pool(corpus, weights, np.ones(count), range(count), np.arange(count), Options(**options))


@pytest.mark.parametrize(
    ("text", "foretells"),
    [
        ("China will lock the main stream of the river in November.", True),
        ("The dam is expected to be finished by 2009, the company said.", True),
        ("China has locked the main stream of the river.", False),
        ("The owner said that she would call a meeting of the board.", False),  # whether she did may be told here
    ],
)
def test_what_is_to_come_may_be_outdated_where_later_articles_tell(text, foretells):
    pool = pool_of((text, "2024-03-04"), (OPENING, "2024-03-06"))
    (row,) = (row for row in range(2) if pool.corpus.sentences[row].text == text)
    assert pool.foretells(row) is foretells
    assert pool.is_unwanted(row, []) is foretells
    last, undated = pool_of((OPENING, "2024-03-04"), (text, "2024-03-06")), pool_of((text, None), (OPENING, None))
    assert not any(of.foretells(row) for of in (last, undated) for row in range(2)), "nobody is known to know more"


def test_half_an_argument_is_unwanted_without_the_other_half():
    claim, rebuttal = "State radio spoke of a huge turnout in Elsa.", "But many polling stations in Elsa were empty."
    pool = pool_of((f"{claim} {rebuttal} {OPENING}", None), (f"But {OPENING}", None))
    assert pool.is_unwanted(0, [])
    assert not pool.is_unwanted(0, [1])
    assert not pool.is_unwanted(1, [0])
    assert not pool.is_rebutted(2, []), "the next article contradicts nobody"


def test_short_sentences_are_fillers_by_their_rank_and_remarks_never():
    dam = "The dam above Elsa broke at dawn on day {} and flooded the villages below it."
    sentences = [dam.format(number) for number in range(30)]
    pool = pool_of((" ".join([*sentences, "Ana sold rolls."]), None))
    assert not any(pool.is_filler(row) for row in pool.rows.tolist()), "all weigh the same"
    pool.scores[:] = np.linspace(1, 0.9, len(pool.scores))
    assert [row for row in pool.rows.tolist() if pool.is_filler(row)] == [30]
    remarks = pool_of(*((f"Good seats and a quiet ride {n}.", None) for n in range(30)), ("Good seats.", None))
    remarks.scores[:] = np.linspace(1, 0.1, len(remarks.scores))
    assert not any(remarks.is_filler(row) for row in remarks.rows.tolist())


@pytest.mark.parametrize(
    ("text", "contained"),
    [
        ("NINE in ten trains were axed.", True),
        ("Nine in ten trains to Calder were axed.", False),  # a name that the pick has not
        ("Nine in ten boats lay in the port all day.", False),
    ],
)
def test_a_sentence_is_unwanted_whose_words_a_pick_has(text, contained):
    told = "Nine out of 10 trains were cancelled in Merrin on Monday as guards began a strike of three days over pay."
    corpus = build_corpus([Document(f"{told} {OPENING}"), Document(f"{text} {FOLLOWER}")], Options(language="en"))
    rows = {sentence.text: row for row, sentence in enumerate(corpus.sentences)}
    pool = rank(corpus, Options(language="en")).pool
    assert pool.is_contained(rows[text], [rows[told]]) is contained


def test_a_short_sentence_of_a_short_text_is_told():
    text = "The dam at Elsa broke at dawn on Monday. Two villages were flooded."
    assert summarize(text, words=60, language="en").text == text
    assert "villages were flooded" in summarize([text, "A dam broke on Monday, police said."], words=60).text


@pytest.mark.parametrize("words", [12, 60])
@pytest.mark.parametrize("folder", OWN, ids=lambda folder: folder.name)
def test_no_chosen_row_leans_in_the_pool_that_comes_with_it_but_behind_its_predecessor(folder, words):
    options = Options(words=words)
    ranking = rank(build_corpus(read_all([folder]).documents, options), options)
    chosen, pool = choose_in_context(ranking.pool)
    assert all(pool.standings[row] is Standing.ALONE or row - 1 in chosen for row in chosen)


DAM = "The dam above Elsa broke at dawn on Monday."
FERRY = "A ferry took ninety farmers of Lund to the market."


def test_a_sentence_costs_its_words_its_place_or_its_characters_with_a_space():
    (sentence,) = pool_of((DAM, None)).corpus.sentences
    assert {unit: cost(sentence) for unit, cost in COSTS.items()} == {
        "words": 9,
        "sentences": 1,
        "characters": len(DAM) + 1,
    }
    both = len(DAM) + 1 + len(FERRY)
    assert {len(summarize([DAM, FERRY], characters=both - spare).text) for spare in (0, 1)} == {both, len(FERRY)}


def test_where_a_question_was_asked_picks_may_be_more_alike():
    asked, plain = pool_of((DAM, None), query="dam", diversity=0.4), pool_of((DAM, None), diversity=0.4)
    assert (asked.novelty, plain.novelty) == (0.2, 0.4)


def with_copies(told=frozenset()):
    """Return a pool of two articles, DAM in both, behind another sentence in the first."""
    corpus = build_corpus([Document(f"{FERRY} {DAM}"), Document(DAM)], Options(language="en"))
    texts = [sentence.text for sentence in corpus.sentences]
    identical = np.array([texts.index(text) for text in texts])
    weights = tfidf(corpus.stems, np.ones(3, dtype=bool))
    return Pool(corpus, weights, np.ones(3), range(3), identical, Options(), told=told), texts


def test_of_equal_sentences_one_may_be_chosen_and_none_where_it_is_overtaken():
    pool, texts = with_copies()
    copies = [row for row in range(3) if texts[row] == DAM]
    assert dict(pool.copies) == {copies[0]: copies}
    assert [pool.best_copy(row) for row in copies] == [copies[0]] * 2
    assert [pool.is_eligible(row) for row in copies] == [True, False]
    leaning = pool.with_leaning([copies[0]])
    assert [leaning.best_copy(row) for row in copies] == [copies[1]] * 2
    newest = texts.index(FERRY)
    assert not any(pool.without({copies[1]: newest}).is_eligible(row) for row in copies)
    assert pool.without({copies[1]: newest}).newest == {newest}


def test_all_is_used_up_only_where_earlier_summaries_told_it():
    pool, _ = with_copies(told=frozenset({7}))
    assert not pool.is_used_up
    everything = pool.without({0: 1, 1: 0, 2: 0})
    assert everything.is_used_up
    assert not with_copies()[0].without({0: 1, 1: 0, 2: 0}).is_used_up


def test_what_follows_goes_with_what_it_follows():
    pool = pool_of(("A nurse of Elsa fled on Sunday. She was found on Monday. A ship left the port.", None))
    assert pool.still_led([0, 1, 2]) == [0, 1, 2]
    assert pool.still_led([1, 2]) == [2]
    assert pool.with_leaning([0]).still_led([0, 1, 2]) == [2]


def test_a_run_ends_where_the_next_article_begins():
    corpus = build_corpus(
        [
            Document("A dog ran far. It came home. So he wept. They left."),
            Document("A cow fell. It got up."),
            Document(DAM),
        ],
        Options(language="en"),
    )
    documents = [sentence.document for sentence in corpus.sentences]
    last = next(row for row in range(len(documents)) if documents[row] != documents[row + 1])
    weights = tfidf(corpus.stems, np.ones(len(documents), dtype=bool))
    pool = Pool(corpus, weights, np.ones(len(documents)), range(len(documents)), np.arange(len(documents)), Options())
    behind = next(row for row in range(last + 1, len(documents)))
    before = [row for row in range(last) if documents[row] == documents[last]][-2:]
    assert len(before) == MAX_RUN - 1
    assert not pool.lengthens_run(last, [*before, behind])


def test_without_days_and_rows_nothing_lies_between_and_nothing_is_short():
    pool = pool_of((DAM, None), (FERRY, None))
    assert (pool.span, pool.last_day) == (0, "")
    assert pool_of((DAM, "2024-03-04"), (FERRY, "2024-03-14")).span == 10
    nothing = Pool(pool.corpus, pool.weights, pool.scores, [], np.arange(2), Options())
    assert (nothing.median_words, nothing.highest, nothing.central_salience) == (0.0, 0.0, 0.0)


def test_a_short_row_is_a_filler_unless_it_is_among_the_most_salient():
    long = "Farmer number {} of the wide valley lost his cattle, his fences and both of his barns in the flood."
    texts = [long.format(number) for number in range(2 * CENTRAL_RANKS)] + ["Rolls sold well.", "Cakes sold too."]
    pool = pool_of((" ".join(texts), None), words=400)
    rows = {sentence.text: row for row, sentence in enumerate(pool.corpus.sentences)}
    pool.scores = np.linspace(0.5, 0.9, len(rows))
    pool.scores[rows["Rolls sold well."]], pool.scores[rows["Cakes sold too."]] = 0.1, 1.0
    assert pool.central_salience == np.sort(pool.scores)[::-1][CENTRAL_RANKS]
    assert [pool.is_filler(rows[text]) for text in texts[-3:]] == [False, True, False]
    picks = {fillers: set(pool.pick(Standing.LEANS, fillers=fillers)) for fillers in (False, True)}
    assert rows["Cakes sold too."] in picks[False]
    assert rows["Rolls sold well."] not in picks[False]
    assert picks[True] == picks[False] | {rows["Rolls sold well."]}
    few = pool_of((" ".join(texts[-CENTRAL_RANKS:]), None))
    assert few.central_salience == 0.0, "of so few, each is among the first"


def test_what_stands_behind_a_rebuttal_is_not_rebutted_by_it():
    pool = pool_of((f"State radio spoke of a huge turnout. But many stations were empty. {OPENING} {OTHERS[1]}", None))
    assert [pool.is_rebutted(row, []) for row in range(3)] == [True, False, False]


def test_a_row_is_short_below_the_share_of_the_median_and_not_at_it():
    at, less = (" ".join(["Goats"] + ["walk"] * (words - 1)) + "." for words in (13, 12))
    most = [f"{number} " + " ".join(["words"] * 19) + "." for number in ("Ten", "Six", "Two")]
    pool = pool_of((" ".join([*most, at, less]), None))
    row = {sentence.text: row for row, sentence in enumerate(pool.corpus.sentences)}
    assert SHORT_SHARE * pool.median_words == 13
    assert (pool.is_short(row[at]), pool.is_short(row[less])) == (False, True)


def test_a_row_repeats_any_of_the_picks_the_last_one_too():
    pool = pool_of((f"{DAM} {FERRY} {DAM[:-1]}!", None))
    assert pool.repeats(2, [1, 0])
    assert pool.repeats(2, [0, 1])
    assert not pool.repeats(1, [0, 2])


def test_of_equal_followers_one_follows_and_none_that_is_overtaken():
    corpus = build_corpus([Document(f"{OPENING} {FOLLOWER}"), Document(f"{FERRY} {FOLLOWER}")], Options(language="en"))
    texts = [sentence.text for sentence in corpus.sentences]
    identical = np.array([texts.index(text) for text in texts])
    weights = tfidf(corpus.stems, np.ones(4, dtype=bool))
    pool = Pool(corpus, weights, np.ones(4), range(4), identical, Options())
    copies = [row for row in range(4) if texts[row] == FOLLOWER]
    assert [pool.follows(row) for row in copies] == [True, False]
    assert not pool.without({copies[0]: 0}).follows(copies[0])
