import pytest

from summarize.choose.names import names_in
from summarize.choose.standalone import Standing, Standings, standings
from summarize.corpus import build_corpus
from summarize.options import Options
from summarize.records import Document, Sentence
from summarize.text.languages import load_language
from summarize.text.tokens import count_words

ENGLISH = load_language("en")
AROUND = [
    "The fire began in the harbour on Monday.",
    "Crews from six towns fought it all night.",
    "Nobody was hurt.",
] * 3


def standing(text, around=AROUND, language=ENGLISH):
    texts = [*around, text]
    sentences = [Sentence(0, 0, 1, text, position, count_words(text)) for position, text in enumerate(texts)]
    return Standings(sentences, [language])[-1]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the harbour would open again on Friday.",
        "As he left the White House on Tuesday, Lund called the talk very good.",
        "“We had a good talk with the crews,” Mayor Ana Lund told reporters.",
        "When Ana Lund arrived, she thanked the crews for their work.",
        "Then-mayor Ana Lund signed the plan for the harbour in 2015.",
        "Thousands of people left their homes before the water came.",
        "Butter prices fell by a third in the first week of May.",
        "Heavy rain stopped the search on Monday, the navy said.",
        "After the storm, the mayor said, crews found two boats.",
        "3,000 tonnes of grain burned in the port on Monday night.",
        "‘We will build it again,’ the harbour master told the council.",
        "U.S. President Jo Marsh said the ship would sail on Friday.",
        "On Monday, Ana Lund said she would stay in her post.",
        "On Monday Ana Lund said she would stay in her post.",
        "Thursday Lund said she would stay in her post.",
        "This week the harbour of Elsa opens again for all ships.",
        "The former mayor of the town had warned of a fire.",
        "The crane was built after World War I and never repaired.",
        "The mayor said she “had told my council what I knew”.",
        "The mayor, however hard she tried, could not save the harbour.",
        "Ana Lund lost the harbour, the crane and the ship, she said.",
        "The harbour sold fish, rope, sails, lamps and charts...",
        "At this week's meeting the council will talk about the harbour.",
        "The harbour burned in May 1954 and was rebuilt that year.",
        "The mayor released a statement that blamed the owners of the harbour.",
        "A man who holds two passports was arrested in the harbour.",
        "A dam holds back the water above the harbour of Elsa.",
        "Ana Lund was at The Hague (and not in Elsa) on Monday (her clerk said).",
        "The mayor said that night trains would run to the harbour.",
        "“You can see the fire from the bridge,” Mayor Ana Lund told reporters.",
    ],
)
def test_what_can_be_read_alone_stands_alone(text):
    assert standing(text) is Standing.ALONE


@pytest.mark.parametrize(
    "text",
    [
        "In the harbour, however, nothing had been saved by morning.",
        "Here’s a look at what burned in the harbour, and why.",
        "Following are excerpts from the decision of the court.",
        "One was treated in hospital, and is home again now.",
        "May 1995 -- The harbour was opened by the mayor.",
        "ST. ELSA and TARN _ Both of the islands were struck with considerable force.",
        "SOUTH QUAY — Nine shops were flooded, and two boats sank.",
        "Lund, who was The actress whose ship burned, has left the town.",
        "(When the mayor was asked, her clerk sent the harbour’s plan.)",
        "The lawyer of the mayor released a statement on Friday evening.",
        "A young woman waves the flag of the harbour near the wreck.",
        "Two firefighters carry a stretcher to the harbour at dawn.",
        "_ Insurance: the owners should have a clear plan.",
        "More than a million tonnes were lost in the fire, she said.",
        "Of all ships of the harbour, nine would be Y2K ready by May, it said.",
        "The report tells how the fire reached the harbour and...",
        "With those words the mayor of the town left the meeting.",
        "He said the harbour would open again on Friday.",
        "She’s been the mayor of the town for nine years.",
        "They left the ship before the fire reached the deck.",
        "It was the third fire in the harbour this year.",
        "This was the third fire in the harbour since May.",
        "But the mayor said the harbour would open again.",
        "However, the mayor said the harbour would open again.",
        "“But we will open again,” the mayor said on Friday.",
        '"They want this to end," said Lund, who had met the crews.',
        "In addition, the mayor asked for money from the state.",
        "As a result, the harbour will stay shut until Friday.",
        "On Monday, he said the harbour would open again soon.",
        "On Monday he said the harbour would open again soon.",
        "In Elsa she thanked the crews and the harbour master.",
        "In a statement, she thanked the crews for their work.",
        "When the fire began, they left the ship by the stern.",
        "“We will open again on Friday,” he told reporters there.",
        "“We will open again,” he said, pointing at the harbour map.",
        "“We will open again on Friday and then we will see.”",
        "'We will open again on Friday and then we'll see,' said.",
        '"We will open again on Friday and then we will see.”',
        "Nobody knows.",
        "Was the fire in the harbour really an accident?",
        "Their homes were destroyed by the fire on Monday night.",
        "We probably all saw this fire coming for a year.",
        "As my colleague Ana Lund wrote, the harbour burned.",
        "The fire is, I’m told, the third one this year.",
        "Here’s a look at what happened in the harbour.",
        "— The fire in the harbour began on Monday night.",
        "Two of them were treated for smoke inhalation.",
        "1. The mayor said the harbour would open on Friday.",
        "The mayor has the whole story of it at https://t.example/9.",
        "A. The council voted on Sunday to rebuild the harbour.",
        "More than 30,000 people died in the flood that year.",
        "That evening, the harbour of Elsa burned to the ground.",
        "One of the four left the ship before the fire reached the deck.",
        "The three left the ship before the fire reached the deck.",
        "Yeah, the crews were told of the fire at noon.",
        "Other crews were told of the fire at noon on Monday.",
        "If you saw the fire in the harbour, call the police of Elsa.",
    ],
)
def test_what_needs_the_sentence_before_it_leans(text):
    assert standing(text) is Standing.LEANS


@pytest.mark.parametrize(
    "text",
    [
        "confirmed Tuesday that the harbour would open again.",
        "The harbour would open again, the mayor said, but let alone",
        "The mayor told the crews on Monday morning:",
        "“We will open again, the mayor said on Friday evening.",
        "The mayor said the harbour would open again.”",
    ],
)
def test_a_fragment_or_half_a_quotation_is_broken(text):
    assert standing(text) is Standing.BROKEN


def test_a_sentence_of_over_sixty_words_leans():
    assert standing("The mayor said " + "very " * 60 + "much.") is Standing.LEANS


@pytest.mark.parametrize("text", ["the battery lasts a full day", ", and is very , very accurate"])
def test_texts_without_capitals_or_full_stops_are_not_emptied(text):
    around = [
        "the screen is bright and clear",
        "sound is good at home",
        "the keys are small",
        "it gets warm",
    ] * 3
    assert standing(text, around) is not Standing.BROKEN


def test_a_review_in_the_first_person_is_not_emptied():
    around = ["I bought this camera in May.", "My wife likes it, too.", "The screen is bright.", "It gets warm."]
    assert standing("I would buy this camera again any day.", around) is Standing.ALONE


def test_a_column_among_reports_is_not_told_in_its_authors_voice():
    column = "I have seen many dams in my life. We never asked my father about the dam. The dam of Lind is very old."
    report = (
        "The dam of {} broke on Monday after a week of rain. Two villages were flooded in the hours that followed, "
        "and the mayor asked for help."
    )
    reports = [report.format(town) for town in ("Lind", "Ostrel")]
    for texts, standing in (([column, *reports], Standing.LEANS), ([column, column], Standing.ALONE)):
        corpus = build_corpus([*map(Document, texts)], Options(language="en"))
        row = next(row for row, one in enumerate(corpus.sentences) if one.text.startswith("We never"))
        assert standings(corpus)[row] is standing


def test_an_unknown_language_asks_for_no_english_words():
    around = ["A tűz hétfőn kezdődött a kikötőben.", "Senki sem sérült meg."] * 3
    assert standing("He said az egész kikötő bezárt ma.", around, load_language("hu")) is Standing.ALONE


@pytest.mark.parametrize(
    ("word", "name"), [("Đặng", True), ("đảng", False), ("Москва", True), ("москва", False), ("Łódź", True)]
)
def test_a_capital_of_any_alphabet_tells_a_name(word, name):
    assert bool(names_in(f"x {word}", ENGLISH)) is name


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh", "港口大火" * 22 + "。"),
        ("ja", "港の倉庫" * 22 + "。"),
        ("th", "ไฟไหม้โกดังห้องเย็นที่ท่าเรือเอลซาคืนวันอังคาร เสียชีวิตสิบสี่คน"),
    ],
)
def test_a_sentence_without_spaces_is_as_long_as_it_reads(code, text):
    assert standing(text, [text] * 3, load_language(code)) is Standing.ALONE


class Counted(list[Sentence]):
    """A list that counts how often one of its items is looked at."""

    looks = 0

    def __getitem__(self, index):
        self.looks += 1
        return super().__getitem__(index)


def test_only_the_sentences_of_the_document_are_looked_at():
    sentences = Counted(Sentence(document, 0, 1, AROUND[0], 0, 8) for document in range(1000))
    assert {*Standings(sentences, [ENGLISH] * 1000)} == {Standing.ALONE}
    assert sentences.looks <= 10 * 1000


def test_a_row_counted_from_the_end_is_the_same_row():
    sentences = [Sentence(0, 0, 1, text, position, 8) for position, text in enumerate(AROUND)]
    by_row = Standings(sentences, [ENGLISH])
    assert by_row[-1] is by_row[len(AROUND) - 1]
    assert by_row[-2:] == [by_row[7], by_row[8]]
    with pytest.raises(IndexError):
        by_row[len(AROUND)]


SHOUTED = "NEW AT FIVE, THE CREWS FOUND TWO BOATS NEAR THE PORT."


def test_captions_in_capitals_do_not_stand_alone_unless_all_is_so_written():
    assert standing(SHOUTED) is Standing.LEANS
    assert standing(SHOUTED, [sentence.upper() for sentence in AROUND]) is Standing.ALONE
