"""What JSON shows of a story beside its summary: word for word, with its place, and checked when it is read back."""

import json

import pytest

from summarize import Document, SummarizeError, digest
from summarize.records import Reading
from summarize.stories.angles import quotes_of
from summarize.stories.saved import digest_mismatches, load_stories
from summarize.text.languages import load_language
from summarize.text.repair import repair
from tests.command import ROOT, failing, run

DAM = [
    Document(
        'The dam at Elsa broke on Monday. "Nobody in the valley was warned in time," said Mayor Ilse Brandt. Two '
        "villages below the dam were flooded on Tuesday. The water reached the church of Tarn.",
        title="Dam breaks",
        date="2020-03-04",
        url="https://www.star.example/dam",
        outlet="Star",
    ),
    Document(
        "A dam broke at Elsa on Monday, and two villages below it were flooded. Engineers had found cracks in the "
        'concrete twice last year. "Nobody in the valley was warned in time," said Mayor Ilse Brandt.',
        title="Dam at Elsa breaks",
        date="2020-03-04",
        url="https://post.example/elsa",
        outlet="Post",
    ),
]


def told(documents=DAM, words=12):
    return json.loads(digest(documents, words=words).to_json())["stories"][0]


def test_a_quotation_has_its_speaker_and_comes_once():
    (quotation,) = told()["quotations"]
    assert (quotation["quote"], quotation["speaker"]) == (
        "Nobody in the valley was warned in time,",
        "Mayor Ilse Brandt",
    )
    assert (told()["quote"], told()["quote_author"]) == (quotation["quote"], quotation["speaker"])


@pytest.mark.parametrize(
    "text",
    [
        '"This will never ever happen here again," she told the Ledger.',
        'He called it "a shame", said Brandt.',
        '"This will never ever happen here again."',
    ],
    ids=["a listener", "a phrase", "nobody"],
)
def test_no_speaker_is_made_up(text):
    assert list(quotes_of(text, frozenset({"ledger", "brandt"}), load_language("en"))) == []


def test_perspectives_are_what_no_other_voice_tells():
    shown = {entry["sources"][0]["name"]: entry["text"] for entry in told()["perspectives"]}
    assert shown["Post"] == "Engineers had found cracks in the concrete twice last year."
    assert told(DAM[:1])["perspectives"] == []


def test_the_timeline_names_the_day_that_is_told_of():
    assert [entry["date"] for entry in told()["timeline"]] == ["2020-03-02", "2020-03-03"]


def test_articles_and_counts_are_known():
    story = told()
    assert [article["domain"] for article in story["articles"]] == ["star.example", "post.example"]
    assert story["domains"] == [{"name": "post.example"}, {"name": "star.example"}]
    assert (story["unique_domains"], story["number_of_titles"]) == (2, 2)
    assert story["talking_points"] == [sentence["text"] for sentence in story["summary"]["sentences"]]


def test_every_passage_stands_where_it_says():
    folder = ROOT / "benchmarks" / "clusters"
    from summarize.read.inputs import read_all

    documents = read_all(sorted(folder.glob("*/*.txt"))).documents
    for story in digest(documents, words=30).stories:
        for passage in (*story.quotations, *story.perspectives, *story.timeline):
            assert passage.document in story.documents
            assert repair(documents[passage.document].text[passage.start : passage.end]) == passage.text
        assert all(said.quote in said.text and said.speaker in said.text for said in story.quotations)


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_a_saved_digest_can_be_verified(tmp_path, ending):
    for number, document in enumerate(DAM):
        (tmp_path / f"{number}.txt").write_text(document.text)
    saved = tmp_path / "out" / f"digest.{ending}"
    saved.parent.mkdir()
    assert run("digest", tmp_path, "-o", saved).returncode == 0
    done = run("verify", saved)
    assert (done.returncode, done.stdout.decode().split(": ")[1][:9]) == (0, "1 story, ")
    text = saved.read_text()
    for old, new, reason in [
        ("Nobody in the valley", "Everybody in the valley", "differs"),
        ('"speaker": "Mayor', '"speaker": "Bishop', "its speaker is not in the sentence"),
        ('"title": "', '"title": "Not ', "its title is that of none"),
    ]:
        saved.write_text(text.replace(old, new))
        assert saved.read_text() != text
        done = run("verify", saved, tmp_path)
        assert done.returncode == 1
        assert reason in done.stdout.decode()


def test_what_is_no_digest_is_an_error(tmp_path):
    (tmp_path / "a.json").write_text('{"stories": [{"title": 3}]}')
    assert "story 1: " in failing(1, "verify", tmp_path / "a.json")


FORGED = {
    "id": "0" * 16,
    "first": "1999-01-01",
    "last": "1999-01-01",
    "short_summary": "Nothing broke.",
    "talking_points": ["Nothing broke."],
    "quote": "Nothing broke",
    "quote_author": "Bishop",
    "quote_source_url": "https://evil.example/",
    "domains": [{"name": "evil.example"}],
    "articles": [],
    "unique_domains": 9,
    "number_of_titles": 9,
}


@pytest.mark.parametrize("field", FORGED)
def test_what_a_story_shows_is_checked(field):
    story = told()
    reading = Reading(tuple(DAM))
    assert list(digest_mismatches(load_stories(json.dumps({"stories": [story]})), reading)) == []
    forged = load_stories(json.dumps({"stories": [story | {field: FORGED[field]}]}))
    assert f"its field {field} is not what" in "\n".join(digest_mismatches(forged, reading))


@pytest.mark.parametrize("voices", [0, 3, "2", None])
def test_a_number_of_voices_that_cannot_be_is_named(voices):
    forged = load_stories(json.dumps({"stories": [told() | {"voices": voices}]}))
    assert "it cannot have that many voices" in "\n".join(digest_mismatches(forged, Reading(tuple(DAM))))


def test_the_text_of_a_timeline_is_checked():
    story = told()
    story["timeline"][0]["content"] = "Nothing broke."
    lines = digest_mismatches(load_stories(json.dumps({"stories": [story]})), Reading(tuple(DAM)))
    assert "its field timeline is not what" in "\n".join(lines)


def test_what_is_no_object_among_stories_is_an_error():
    with pytest.raises(SummarizeError, match="story 2: it is not an object"):
        load_stories(json.dumps({"stories": [told(), "a story"]}))


def test_a_story_without_a_sentence_is_named():
    story = told()
    story["summary"] |= {"summary": "", "sentences": [], "sources": [], "unused": [], "words": 0}
    saved = load_stories(json.dumps({"stories": [story]}))
    assert "its summary has no sentence" in "\n".join(digest_mismatches(saved, Reading(tuple(DAM))))
