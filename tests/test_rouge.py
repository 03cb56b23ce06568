import json
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer

from summarize.evaluate.rouge import (
    KINDS,
    Score,
    any_script_tokens,
    average,
    best,
    english_tokens,
    lcs_length,
    ngrams,
    oracle,
    overlaps,
    redundancy,
    score,
    tokenizer,
)

CLUSTERS = sorted((pathlib.Path(__file__).parent.parent / "benchmarks" / "clusters").glob("*/truth.json"))
THEIRS = ("rouge1", "rouge2", "rougeL")
SCORER = RougeScorer(THEIRS, use_stemmer=True)
VOCABULARY = ["the", "cats", "cat", "ran", "running", "rates", "rate", "Élan", "1,100", "U.S.", "dying", "ties"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=30)
TEXTS = st.one_of(st.text(max_size=150), WORDS.map(" ".join))
TOKENS = st.lists(st.sampled_from("abcd"), max_size=12)


def ours(summary, references, tokens=english_tokens):
    """Return for each kind of ROUGE the scores against each reference."""
    by_reference = [overlaps(tokens(summary), tokens(reference)) for reference in references]
    return [[score(overlap) for overlap in by_kind] for by_kind in zip(*by_reference, strict=True)]


def theirs(scores, kind):
    return Score(scores[kind].recall, scores[kind].precision, scores[kind].fmeasure)


@given(summary=TEXTS, reference=TEXTS)
def test_on_any_text_the_scores_are_those_of_rouge_score(summary, reference):
    expected = SCORER.score(reference, summary)
    for kind, (scores,) in zip(THEIRS, ours(summary, [reference]), strict=True):
        assert scores == pytest.approx(theirs(expected, kind), abs=1e-9)


@given(summary=TEXTS, references=st.lists(TEXTS, min_size=1, max_size=4))
def test_the_best_of_several_references_is_that_of_rouge_score(summary, references):
    expected = SCORER.score_multi(references, summary)
    for kind, scores in zip(THEIRS, ours(summary, references), strict=True):
        assert best(scores) == pytest.approx(theirs(expected, kind), abs=1e-9)


@pytest.mark.parametrize("path", CLUSTERS, ids=lambda path: path.parent.name)
def test_on_news_the_scores_are_those_of_rouge_score(path):
    truth = json.loads(path.read_text(encoding="utf-8"))
    article = (path.parent / truth["documents"][0]["file"]).read_text(encoding="utf-8", errors="replace")
    for reference in truth["summaries"]["200"]:
        expected = SCORER.score(reference, article)
        for kind, (scores,) in zip(THEIRS, ours(article, [reference]), strict=True):
            assert scores == pytest.approx(theirs(expected, kind), abs=1e-9)


def test_counts_worked_by_hand():
    summary, reference = list("abacd"), list("acbaa")
    assert overlaps(summary, reference) == (
        (4, 5, 5),  # a twice, b and c
        (2, 4, 4),  # of ab, ba, ac, cd and ac, cb, ba, aa: ba and ac
        (3, 5, 5),  # a b a
    )


@given(first=TOKENS, second=TOKENS)
def test_the_longest_common_subsequence_is_its_definition(first, second):
    row = [0] * (len(second) + 1)
    for token in first:
        above, row = row, [0]
        for column, rival in enumerate(second):
            row.append(above[column] + 1 if token == rival else max(above[column + 1], row[-1]))
    assert lcs_length(first, second) == row[-1]


@pytest.mark.parametrize("code", ["en", "pt", "zh"])
@given(text=st.text(max_size=80))
def test_a_text_recalls_all_of_itself_and_nothing_recalls_nothing(code, text):
    tokens = tokenizer(code)
    for kind, (scores,) in zip(KINDS, ours(text, [text], tokens), strict=True):
        assert scores == ((1, 1, 1) if len(tokens(text)) >= 1 + (kind == "r2") else (0, 0, 0))
    for (scores,) in ours("", [text], tokens) + ours(text, [""], tokens):
        assert scores == (0, 0, 0)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "The U.S. ferries' 1,100 passengers", ["the", "u", "s", "ferri", "1", "100", "passeng"]),
        ("en", "Café", ["caf"]),
        ("pt", "A seleção não joga.", ["a", "seleção", "não", "joga"]),
        ("vi", "Thủ tướng Việt Nam", ["thủ", "tướng", "việt", "nam"]),
        ("ru", "Паром затонул", ["паром", "затонул"]),
        ("hi", "हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("zh", "中文x1", ["中", "文", "x1"]),
    ],
)
def test_tokens_are_stemmed_in_english_only_and_of_every_script_elsewhere(code, text, expected):
    assert tokenizer(code)(text) == expected


def test_two_encodings_of_a_letter_are_the_same_token():
    assert any_script_tokens("sele\u00e7\u00e3o") == any_script_tokens("selec\u0327a\u0303o")


def test_a_run_of_letters_longer_than_any_word_is_left_as_it_is():
    assert english_tokens("y" * 100_000) == ["y" * 100_000]


def test_several_references_are_averaged_or_the_one_with_the_highest_f1_is_taken():
    scores = [Score(1.0, 0.1, 0.2), Score(0.5, 0.5, 0.5), Score(0.6, 0.4, 0.5)]
    assert average(scores) == pytest.approx((0.7, 1 / 3, 0.4))
    assert best(scores) == scores[1]


@pytest.mark.parametrize(
    ("sentences", "expected", "why"),
    [
        ([], 0, "nothing repeats nothing"),
        (["a b c"], 0, "one sentence has no other"),
        (["a b", "b a"], 0, "words, but no bigram"),
        (["a b c", "b c d e"], 1 / 2, "one of two bigrams of the shorter"),
        (["a b c", "x y", "z a b c d"], 1, "all of the shorter"),
        (["a", "a b"], 0, "a sentence of one word has no bigram"),
    ],
)
def test_redundancy_is_the_largest_share_of_a_sentence_that_another_has(sentences, expected, why):
    assert redundancy([sentence.split() for sentence in sentences]) == expected, why


@pytest.mark.parametrize(
    ("budget", "expected", "why"),
    [
        (4, [2], "most bigrams at once"),
        (8, [0, 2], "then what is still missing, in the order of the rows"),
        (20, [0, 2], "what adds nothing is left, whatever room there is"),
        (3, [1], "what does not fit is passed over"),
        (1, [], "nothing fits"),
    ],
)
def test_the_oracle_takes_what_adds_most(budget, expected, why):
    sentences = [text.split() for text in ("e f x y", "b c z", "a b c d", "x y z z")]
    assert oracle(sentences, [4, 3, 4, 4], [list("abcdef")], budget=budget) == expected, why


def test_the_oracle_weighs_what_is_added_against_its_cost_when_that_does_better():
    sentences = [text.split() for text in ("a b c d x x x x", "a b c", "d e f", "g h")]
    assert oracle(sentences, [8, 3, 3, 2], [list("abcdefgh")], budget=8) == [1, 2, 3]


@given(
    sentences=st.lists(TOKENS, max_size=6),
    references=st.lists(TOKENS, min_size=1, max_size=3),
    budget=st.integers(0, 30),
)
def test_the_oracle_keeps_to_the_budget_and_to_what_helps(sentences, references, budget):
    costs = list(map(len, sentences))
    picked = oracle(sentences, costs, references, budget=budget)
    assert picked == sorted(set(picked))
    assert sum(costs[row] for row in picked) <= budget
    wanted = {gram for reference in references for gram in ngrams(reference, 2)}
    assert all(wanted & set(ngrams(sentences[row], 2)) for row in picked)
