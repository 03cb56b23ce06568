"""What is new since earlier summaries: nothing is told again, and figures that changed say what they were."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import Document, OptionError, SummarizeError, Summary, digest, summarize
from summarize.render.renderers import RENDERERS, card
from summarize.saved import load_summary, read_saved
from summarize.text.tokens import sentence_key
from summarize.verify import mismatches
from tests.command import failing, run

SANK = "The ferry Elsa sank off the island of Tarn on Monday, and at least 10 people were killed, police said."
ROSE = "The ferry Elsa sank off the island of Tarn on Monday, and 14 people were killed, the coast guard said."
AGAIN = "The ferry Elsa sank off the island of Tarn on Tuesday, and 14 people were killed, the coast guard said."
DIVERS = "Divers searched the wreck of the ferry through the night."
FUNERALS = "The company that owns the ferry has promised to pay for the funerals."
FIRST = summarize([Document(f"{SANK} {DIVERS}", date="2020-03-02")])

PIECES = st.sampled_from([SANK, ROSE, DIVERS, FUNERALS, "He said so.", "Two villages were flooded in 1962.", "Why?"])
ARTICLES = st.lists(st.lists(PIECES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=4)


def texts(summary):
    return [sentence.text for sentence in summary.sentences]


def changes(summary):
    return [(change.before, change.after) for sentence in summary.sentences for change in sentence.changed]


def test_what_was_told_is_not_told_again():
    assert texts(summarize([f"{SANK} {DIVERS} {FUNERALS}"], since=[FIRST])) == [FUNERALS]


def test_the_same_in_other_words_is_not_told_again():
    again = "Through the night, divers searched the wreck of the ferry."
    assert texts(summarize([f"{again} {FUNERALS}"], since=[FIRST])) == [FUNERALS]


def test_what_says_more_than_was_told_may_be_told():
    more = "Divers searched the wreck of the ferry through the night and found the captain's log."
    assert texts(summarize([more], since=[FIRST])) == [more]


@pytest.mark.parametrize("form", ["summary", "alone", "dict", "JSON", "path", "str"])
def test_an_earlier_summary_may_be_given_in_any_form(form, tmp_path):
    path = tmp_path / "first.json"
    path.write_text(FIRST.to_json(), encoding="utf-8")
    forms = {"summary": [FIRST], "alone": FIRST, "dict": (FIRST.to_dict(),), "JSON": json.loads(FIRST.to_json())}
    since = {**forms, "path": path, "str": [str(path)]}[form]
    assert texts(summarize([f"{SANK} {DIVERS} {FUNERALS}"], since=since)) == [FUNERALS]


def test_a_summary_of_an_earlier_version_is_read():
    data = json.loads(FIRST.to_json())
    for sentence in data["sentences"]:
        for late in ("changed", "related", "day", "differing"):
            del sentence[late]
    for late in ("told", "explanation"):
        del data[late]
    assert texts(summarize([f"{SANK} {FUNERALS}"], since=[data])) == [FUNERALS]


@pytest.mark.parametrize("content", ["", "{}", "[1]", "no summary", '{"stories": []}'])
def test_a_file_that_is_no_summary_is_named(content, tmp_path):
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SummarizeError, match=r"other\.json: not a summary"):
        summarize([FUNERALS], since=[FIRST, path])
    assert "other.json: not a summary" in failing(1, "seeds", "--since", str(path))


def test_a_file_that_is_not_there_is_named():
    assert "nowhere.json: cannot be read" in failing(1, "seeds", "--since", "nowhere.json")


@pytest.mark.parametrize("value", [3, [None], [[FIRST]], b"bytes"])
def test_what_can_be_no_summary_is_refused(value):
    with pytest.raises(OptionError, match="since must be a Summary, its dict, or a path to its JSON"):
        summarize([FUNERALS], since=value)


def test_a_changed_figure_says_what_it_was():
    summary = summarize([Document(f"{ROSE} {FUNERALS}", date="2020-03-03")], since=[FIRST])
    assert changes(summary) == [("at least 10 people", "14 people")]
    change = next(sentence.changed[0] for sentence in summary.sentences if sentence.changed)
    assert (change.earlier, change.citation) == (0, FIRST.sentences[0].citations[0])
    assert "14 people, earlier: at least 10 people" in str(summary)
    for form in RENDERERS:
        assert "at least 10 people" in summary.render(form)
    assert "at least 10 people" in card(summary)


def test_a_figure_of_an_older_article_replaces_nothing():
    assert changes(summarize([Document(f"{ROSE} {FUNERALS}", date="2020-03-01")], since=[FIRST])) == []


def test_a_figure_replaces_that_of_the_latest_summary():
    second = summarize([Document(ROSE, date="2020-03-03")])
    third = Document(ROSE.replace("14", "17"), date="2020-03-04")
    for since in ([FIRST, second], [second, FIRST]):
        summary = summarize([third], since=since)
        assert changes(summary) == [("14 people", "17 people")]
        assert since[summary.sentences[0].changed[0].earlier] is second


def test_a_figure_that_was_told_before_is_no_news():
    second = summarize([Document(ROSE, date="2020-03-03")])
    again = Document(f"{ROSE} {FUNERALS}", date="2020-03-04")
    assert changes(summarize([again], since=[FIRST, second])) == []


def test_a_state_that_was_told_before_is_no_news():
    arrested = summarize([Document("Police arrested the crane driver, Colin Pryce, in Marlow.", date="2024-03-03")])
    text = "Police charged the crane driver, Colin Pryce, in Marlow."
    charged = summarize([Document(text, date="2024-03-05")], since=arrested)
    assert changes(charged) == [("arrested", "charged")]
    assert not summarize([Document(text, date="2024-03-05")], since=[arrested, charged]).sentences


def test_a_count_that_has_grown_replaces_the_one_told():
    told = "The United States, the second hardest-hit country, said it had confirmed 160 cases in 21 states."
    today = "In the United States, the second hardest-hit country, {} cases have been confirmed in {} states."
    earlier = summarize([Document(told, date="2024-03-03")])
    grown, fallen = (
        changes(summarize([Document(today.format(*counts), date="2024-03-04")], since=earlier))
        for counts in ((226, 30), (120, 15))
    )
    assert grown == [("160 cases", "226 cases"), ("21 states", "30 states")]
    assert fallen == []


@pytest.mark.parametrize(
    "other",
    [
        "The ferry Marta sank off the island of Lome on Monday, and 14 people were killed, police said.",
        "The ferry Elsa carried 14 cars when it left the island of Tarn on Monday, police said.",
        "The ferry Elsa sank off the island of Tarn on Monday, and 14 people were rescued, police said.",
        "The ferry Elsa sank off the island of Tarn on Monday, and 9 people were killed, the coast guard said.",
        AGAIN,
    ],
)
def test_a_figure_of_something_else_replaces_nothing(other):
    assert changes(summarize([Document(other, date="2020-03-03")], since=[FIRST])) == []


CRASH = "The ferry Elsa hit the pier of Tarn on Monday: {} people were killed and {} people were injured, police said."


def test_a_value_that_counted_something_else_does_not_settle_a_figure():
    earlier = summarize([Document(CRASH.format(8, 10), date="2020-03-02")])
    today = Document(f"{CRASH.format(10, 12)} {FUNERALS}", date="2020-03-03")
    assert changes(summarize([today], since=[earlier])) == [("8 people", "10 people"), ("10 people", "12 people")]


@pytest.mark.parametrize(
    ("killed", "injured", "expected"),
    [
        (8, 6, [("8 people", "10 people"), ("6 people", "10 people")]),
        (10, 6, [("6 people", "10 people")]),
        (8, 10, [("8 people", "10 people")]),
        (10, 10, []),
    ],
)
def test_figures_that_read_the_same_change_each_by_itself(killed, injured, expected):
    earlier = summarize([Document(CRASH.format(killed, injured), date="2020-03-02")])
    today = Document(f"{CRASH.format(10, 10)} {FUNERALS}", date="2020-03-03")
    assert changes(summarize([today], since=[earlier])) == expected


LEAK = [
    ("A fire at the Halden mill in Ostrel killed two workers on Monday, police said.", "2024-03-04"),
    ("The number of people killed by the fire at the Halden mill in Ostrel rose to five on Tuesday.", "2024-03-05"),
    ("Seven people have died after the fire at the Halden mill in Ostrel, police said on Wednesday.", "2024-03-06"),
]


@pytest.mark.parametrize(
    ("before", "today", "expected"),
    [
        ([0], 1, [("killed two workers", "five")]),
        ([0], 2, [("killed two workers", "Seven people")]),
        ([1], 2, [("five", "Seven people")]),
        ([0, 1], 2, [("five", "Seven people")]),
        ([2], 1, []),
    ],
)
def test_a_toll_that_rises_over_days_says_what_it_was(before, today, expected):
    said = [summarize([Document(text, date=date)]) for text, date in LEAK]
    text, date = LEAK[today]
    assert changes(summarize([Document(text, date=date)], since=[said[index] for index in before])) == expected


def test_nothing_new_is_a_result(tmp_path):
    article, first, second = (tmp_path / name for name in ("a.txt", "first.json", "second.json"))
    article.write_text(f"{SANK} {DIVERS}", encoding="utf-8")
    assert run(article, "-o", first).returncode == 0
    done = run(article, "--since", first)
    assert (done.returncode, done.stdout.decode()) == (0, "Nothing new since the earlier summary.\n")
    assert run(article, "--since", first, "-o", second, "--explain").returncode == 0
    data = json.loads(second.read_text(encoding="utf-8"))
    assert (data["sentences"], data["summary"]) == ([], "")
    assert [told["sentence"] for told in data["told"]] == [SANK, DIVERS]
    assert run("verify", second).returncode == 0
    for form in ("markdown", "html"):
        assert b"Nothing new since the earlier summary." in run(article, "--since", first, "-f", form).stdout
    later = run(article, "--since", first, "--since", second)
    assert (later.returncode, later.stdout.decode()) == (0, "Nothing new since the earlier summaries.\n")


def test_a_budget_too_small_for_what_is_new_is_an_error():
    with pytest.raises(SummarizeError, match="shortest sentence has 13 words"):
        summarize([f"{SANK} {FUNERALS}"], since=FIRST, words=3)


def test_the_page_folds_what_is_still_said():
    page = summarize([f"{SANK} {FUNERALS}"], since=[FIRST]).to_html()
    assert "Told before, and still said: 1 sentence" in page
    assert page.index("The company that owns") < page.index(SANK)


@pytest.mark.parametrize(
    ("earlier", "stands_alone"),
    [
        ("Ruz opened the harbour of Elsa in May after a long dispute.", True),
        ("Mayor Ana Ruz opened the harbour of Elsa in May after a long dispute.", False),
        ("Mayor Ana Ruz opened the harbour of Elsa in May. Ruz called it a good day for Elsa.", False),
    ],
)
def test_a_name_stands_alone_only_where_it_did_before(earlier, stands_alone):
    bare = "Ruz said that the ferry would be searched again at dawn."
    article = f"Mayor Ana Ruz spoke. {bare} The pier of the old harbour will close for a week."
    summary = summarize([article], since=[summarize([earlier])], words=12)
    assert (bare in summary.text) is stands_alone


def test_a_digest_leaves_out_stories_without_news():
    dam = "The dam at Lome broke at dawn, and two villages were flooded."
    told = digest([Document(SANK), Document(dam)], since=[summarize([SANK])])
    assert [story.summary.text for story in told.stories] == [dam]
    assert told.leftover == (0,)
    assert "nothing new since the earlier summaries" in told.warnings[0]


def test_a_digest_loads_earlier_summaries_once(monkeypatch, tmp_path):
    path = tmp_path / "first.json"
    path.write_text(FIRST.to_json())
    opened = list[str]()

    def note(name):
        opened.append(name)
        return read_saved(name)

    monkeypatch.setattr("summarize.stories.earlier.read_saved", note)
    dam = "The dam at Lome broke at dawn, and two villages were flooded."
    told = digest([Document(ROSE), Document(dam), Document("The bank raised its rates on Friday.")], since=str(path))
    assert (len(told.stories), len(opened)) == (3, 1)
    assert told.stories[0].summary.settings["since"] == told.settings["since"] == [str(path)]


def test_a_digest_keeps_what_a_change_cites():
    other = Document("Rates rose by a point in Lome, the central bank said.")
    told = digest([other, Document(ROSE, date="2020-03-03")], since=[FIRST])
    (change,) = [c for story in told.stories for s in story.summary.sentences for c in s.changed]
    assert change.citation == FIRST.sentences[0].citations[0]


def test_a_change_that_is_not_as_told_is_found():
    summary = summarize([Document(ROSE, date="2020-03-03")], since=[FIRST])
    data = json.loads(summary.to_json())
    data["sentences"][0]["changed"][0]["before"] = "9 people"
    data["sentences"][0]["changed"][0]["earlier"] = 4
    lines = [*mismatches(load_summary(json.dumps(data)), {0: Document(ROSE)})]
    assert [line for line in lines if "a figure that changed" in line] == lines
    assert len(lines) == 2


@settings(max_examples=20)
@given(ARTICLES, ARTICLES, st.integers(8, 60), st.randoms(use_true_random=False))
def test_the_laws_of_every_update(before, today, budget, random):
    try:
        earlier = summarize(before)
        summary = summarize(today, since=[earlier], words=budget)
    except SummarizeError:
        return
    told = {sentence_key(sentence.text) for sentence in earlier.sentences}
    assert isinstance(summary, Summary)
    assert summary.words <= budget
    assert told.isdisjoint(sentence_key(sentence.text) for sentence in summary.sentences)
    assert [*mismatches(summary, dict(enumerate(map(Document, today))))] == []
    assert load_summary(summary.to_json()) == summary
    shuffled = random.sample(today, len(today))
    assert summarize(shuffled, since=[earlier.to_dict()], words=budget).text == summary.text
    for form in RENDERERS:
        assert summary.render(form)


BANK = "The central bank of Halvany raised its main rate to 4 percent on Monday, its governor Mira Olt said."
THEFT = "Thieves stole three paintings from the Brandt House museum in Saltmere on Tuesday, police said."
MONDAY = [Document(f"{SANK} {DIVERS}", date="2020-03-02"), Document(BANK, date="2020-03-02")]
TUESDAY = [Document(f"{ROSE} {DIVERS}", date="2020-03-03"), Document(BANK, date="2020-03-03"), Document(THEFT)]


@pytest.mark.parametrize("form", ["digest", "dict", "json", "jsonl"])
def test_a_digest_is_told_what_an_earlier_one_told(form, tmp_path):
    monday = digest(MONDAY)
    path = tmp_path / f"monday.{form}"
    if form.startswith("json"):
        path.write_text(monday.render(form))
    since: Any = {"digest": monday, "dict": monday.to_dict()}.get(form, path)
    tuesday = digest(TUESDAY, since=[summarize(["Rates in Lome rose."]), since])
    assert {story.documents: texts(story.summary) for story in tuesday.stories} == {(0,): [ROSE], (2,): [THEFT]}
    (change,) = tuesday.stories[0].summary.sentences[0].changed
    assert (change.before, change.after, change.earlier) == ("at least 10 people", "14 people", 1)
    assert {told.earlier for told in tuesday.stories[0].summary.told} == {1}
    text = str(tuesday)
    assert "1 article, goes on" in text
    assert "1 article, new" in text
    assert "Changed: 14 people, earlier: at least 10 people" in text


def test_a_digest_of_nothing_new_is_a_result(tmp_path):
    monday = digest(MONDAY)
    nothing = digest(MONDAY, since=monday)
    assert (nothing.stories, nothing.leftover, len(nothing.warnings)) == ((), (0, 1), 2)
    for form in ("text", "markdown", "html"):
        assert "Nothing new since the earlier summaries." in nothing.render(form)
    empty = tmp_path / "empty.json"
    empty.write_text(nothing.to_json())
    assert len(digest(MONDAY, since=[empty]).stories) == 2


def test_the_command_of_a_digest_takes_an_earlier_one(tmp_path):
    for name, documents in (("monday", MONDAY), ("tuesday", TUESDAY)):
        (tmp_path / name).mkdir()
        for number, document in enumerate(documents):
            fields = {"text": document.text, "date": document.date}
            (tmp_path / name / f"{number}.json").write_text(json.dumps(fields))
    first, page = tmp_path / "monday.json", tmp_path / "tuesday.html"
    assert run("digest", tmp_path / "monday", "-o", first).returncode == 0
    assert run("digest", tmp_path / "tuesday", "--since", first, "-o", page).returncode == 0
    html = page.read_text()
    assert html.count('class="new"') == 1
    assert "Told before, and still said: 1 sentence" in html
    assert f"earlier: at least 10 people ({first})" in html
    again = run("digest", tmp_path / "monday", "--since", first)
    assert (again.returncode, again.stdout[:40]) == (0, b"Nothing new since the earlier summaries.")
    assert "not a summary" in failing(1, "digest", str(tmp_path / "monday"), "--since", str(tmp_path / "monday/0.json"))


@pytest.mark.parametrize(
    "today",
    [
        "Two more victims of the ferry Elsa, which sank off Tarn, were found dead on Tuesday, bringing the toll to 14.",
        "The death toll of the ferry Elsa, which sank off the island of Tarn, climbed to 14 on Tuesday, police said.",
        "The number of people killed when the ferry Elsa sank off Tarn has risen to 14.",
    ],
)
def test_a_toll_that_rose_is_a_change_on_whatever_day_it_is_told(today):
    found = changes(summarize([Document(today, date="2020-03-03")], since=[FIRST]))
    assert found == [("at least 10 people", "14")]


PEOPLE = "A man named Paul Renn lives in Tarn, where Mira Olt lives, too. Halvany and Norvale share the Asker."
ARREST = "The captain of the ferry, Paul Renn, was arrested in Tarn on Monday."
TREATY = "Halvany and Norvale are expected to sign the fishing treaty in Tarn on Tuesday."


@pytest.mark.parametrize(
    ("before", "today", "expected"),
    [
        (ARREST, "Prosecutors charged Paul Renn, the captain of the ferry, in Tarn.", [("arrested", "charged")]),
        (ARREST, "Paul Renn, the captain of the ferry, was charged in Tarn.", [("arrested", "charged")]),
        (ARREST, "The wife of Paul Renn, the captain of the ferry, was charged in Tarn.", []),
        (ARREST, "Paul Renn, the captain of the ferry, may be charged in Tarn.", []),
        (ARREST, "Paul Renn, the captain of the ferry, was not charged in Tarn.", []),
        (ARREST, "Mira Olt was charged with hiding Paul Renn, the captain of the ferry, in Tarn.", []),
        (TREATY, "Halvany and Norvale signed the fishing treaty in Tarn.", [("expected to sign", "signed")]),
        (TREATY, "Halvany and Norvale refused to sign the fishing treaty in Tarn.", []),
        (TREATY, "Halvany signed a contract with a builder of ships in Tarn.", []),
        (TREATY, "Halvany and Norvale will have signed the fishing treaty in Tarn by then.", []),
    ],
)
def test_a_later_state_of_the_same_person_or_plan_is_a_change(before, today, expected):
    earlier = summarize([Document(before, date="2020-03-02")])
    assert changes(summarize([Document(f"{today} {PEOPLE}", date="2020-03-03")], since=[earlier])) == expected


FIRE = "The Pine Ridge fire near Ashby has burned 4,000 acres since Sunday."
BID = "Mining group Tarn made an offer of 52 crowns a share for Lode Metals."
TRIAL = "The trial of the former mayor Jan Petrik will begin on 12 September, the court said."
STRIKE = "Train drivers of the Nordbahn will strike on Friday over pay, their union said."
HURT = "A cyclist, Tom Arden, was seriously injured when a lorry hit him in Brake."
STUCK = "The ship Corona is stuck in the ice off Svalen with 74 people on board."


@pytest.mark.parametrize(
    ("before", "today", "expected"),
    [
        (FIRE, "The Pine Ridge fire has grown to 9,500 acres, officials said.", [("4,000 acres", "9,500 acres")]),
        (FIRE, "The Pine Ridge fire has destroyed 9,500 trees in a nursery, officials said.", []),
        (BID, "Tarn raised its offer for Lode Metals to 58 crowns a share.", [("52 crowns", "58 crowns")]),
        (BID, "Sales of Lode Metals fell to 48 crowns a share last year, Tarn said.", []),
        (TRIAL, "The trial of Jan Petrik has been postponed to 3 October.", [("12 September", "3 October")]),
        (TRIAL, "The court heard on 3 October that Jan Petrik had paid for the trial of a car.", []),
        (STRIKE, "The strike of train drivers at the Nordbahn was called off.", [("will strike", "called off")]),
        (STRIKE, "A strike of pilots at Skyvo on Friday was called off.", []),
        (HURT, "Tom Arden, the cyclist who was hit in Brake, has died.", [("injured", "died")]),
        (HURT, "Police said that the father of Tom Arden had died in Brake.", []),
        (STUCK, "Only 22 people remain on board the Corona off Svalen.", [("74 people", "22 people")]),
        (STUCK, "The icebreaker Ymer, with 22 people on board, is on its way to the Corona.", []),
    ],
)
def test_a_word_for_the_change_tells_what_has_changed(before, today, expected):
    earlier = summarize([Document(before, date="2024-08-19")])
    assert changes(summarize([Document(today, date="2024-08-21")], since=[earlier])) == expected


def test_a_figure_that_falls_without_a_word_for_it_is_of_something_else():
    first = "Gunmen are holding 12 hostages in a bank in Karsk, police said."
    second = "Four hostages, all of them women, left the bank in Karsk on foot, police said."
    third = "Eight hostages are still held in the bank in Karsk, police said."
    earlier = summarize([Document(first, date="2024-08-19")])
    found = [changes(summarize([Document(text, date="2024-08-20")], since=[earlier])) for text in (second, third)]
    assert found == [[], [("12 hostages", "Eight hostages")]]


def test_a_story_goes_on_in_whatever_words_it_is_told():
    monday = digest([Document("The dam at Lome broke at dawn, and the river Asker flooded two villages."), *MONDAY])
    blamed = "Engineers blame a crack in the concrete for the collapse of the dam at Lome above the Asker."
    tuesday = digest([Document(blamed), Document(THEFT)], since=monday)
    assert {story.documents: story.standing for story in tuesday.stories} == {(0,): "goes on", (1,): "new"}
    assert {story.standing for story in monday.stories} == {""}
