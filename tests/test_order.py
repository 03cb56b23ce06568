from hypothesis import given
from hypothesis import strategies as st

from summarize.choose.order import order
from summarize.records import Sentence


def sentences_of(lengths):
    return [
        Sentence(document, position, position + 1, "", position, 1)
        for document, length in enumerate(lengths)
        for position in range(length)
    ]


CLUSTERS = st.lists(st.integers(1, 6), min_size=1, max_size=4).flatmap(
    lambda lengths: st.tuples(
        st.just(lengths),
        st.sets(st.integers(0, sum(lengths) - 1), min_size=1),
        st.lists(st.floats(0, 1), min_size=sum(lengths), max_size=sum(lengths)),
        st.lists(st.sampled_from([None, "2026-01-02", "2026-01-03"]), min_size=len(lengths), max_size=len(lengths)),
    )
)


@given(CLUSTERS)
def test_every_pick_comes_once_and_sentences_of_one_article_keep_their_order(cluster):
    lengths, picked, scores, days = cluster
    sentences = sentences_of(lengths)
    ordered = order(sorted(picked), sentences, days, scores)
    assert sorted(ordered) == sorted(picked)
    for article in range(len(lengths)):
        positions = [sentences[row].position for row in ordered if sentences[row].document == article]
        assert positions == sorted(positions)


@given(CLUSTERS)
def test_the_order_of_picking_does_not_matter(cluster):
    lengths, picked, scores, days = cluster
    forward = order(sorted(picked), sentences_of(lengths), days, scores)
    assert forward == order(sorted(picked, reverse=True), sentences_of(lengths), days, scores)


@given(CLUSTERS)
def test_no_sentence_goes_back_in_time_as_far_as_days_are_known(cluster):
    lengths, picked, scores, days = cluster
    sentences = sentences_of(lengths)
    told = [days[sentences[row].document] for row in order(sorted(picked), sentences, days, scores)]
    known = [day for day in told if day]
    assert known == sorted(known)


@given(CLUSTERS)
def test_a_sentence_stays_directly_behind_its_predecessor(cluster):
    lengths, picked, scores, days = cluster
    sentences = sentences_of(lengths)
    ordered = order(sorted(picked), sentences, days, scores)
    for row in picked:
        if row - 1 in picked and sentences[row].position:
            assert ordered.index(row) == ordered.index(row - 1) + 1


def test_the_event_comes_first_though_another_article_opens_earlier():
    sentences = sentences_of([3, 3])
    assert order([0, 4], sentences, [None, None], [0.5, 0, 0, 0, 0.9, 0]) == [4, 0]


def test_what_follows_goes_by_how_many_sentences_come_before_it_in_its_article():
    sentences = sentences_of([10, 4])
    scores = [0.9, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0.1, 0, 0.2]
    assert order([0, 5, 11, 13], sentences, [None, None], scores) == [0, 11, 13, 5]


def test_earlier_articles_come_before_later_ones_when_all_days_are_known():
    sentences, scores = sentences_of([6, 3]), [0.9, 0, 0, 0, 0, 0.3, 0, 0.2, 0.1]
    assert order([0, 5, 7, 8], sentences, ["2026-01-03", "2026-01-02"], scores) == [7, 8, 0, 5]


def test_articles_without_a_day_keep_their_places_among_those_with_one():
    sentences, scores = sentences_of([1, 2, 3]), [0.9, 0, 0.2, 0, 0, 0.1]
    assert order([0, 2, 5], sentences, ["2026-01-03", None, "2026-01-02"], scores) == [2, 5, 0]


def test_the_event_comes_first_among_the_articles_of_the_earliest_day():
    sentences, scores = sentences_of([1, 3, 2]), [0.9, 0, 0.1, 0, 0, 0.5]
    days = ["2026-01-03", "2026-01-02", "2026-01-02"]
    assert order([0, 2, 5], sentences, days, scores) == [5, 2, 0]


def test_sentences_that_stand_near_each_other_are_read_together():
    sentences = sentences_of([9, 9, 9])
    scores = [0.9, *[0.1] * 26]
    assert order([0, 7, 10, 12, 20], sentences, [None] * 3, scores) == [0, 10, 12, 20, 7]


def test_nothing_picked_nothing_ordered():
    assert order([], [], [], []) == []
