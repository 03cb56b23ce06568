"""`summarize verify`: a true summary passes, and every kind of forgery is named."""

import json

import pytest

from summarize.text.tokens import count_words
from tests.command import failing, run


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("The dam at Elsa broke on Monday. Two villages were flooded, police said.")
    (tmp_path / "b.txt").write_text("A dam broke at Elsa on Monday. The minister promised help for many families.")
    return tmp_path


def saved(folder):
    path = folder.parent / "summary.json"
    assert run(folder, "-w", "40", "-o", path).returncode == 0
    return path


def retell(summary, texts):
    """Make the fields that follow from the sentences follow from them again."""
    summary["summary"] = " ".join(texts)
    summary["words"] = count_words(summary["summary"])


def cut_short(summary):
    first = summary["sentences"][0]
    first["text"] = first["citations"][0]["text"] = first["text"].rsplit(" ", 1)[0]
    first["citations"] = first["citations"][:1]
    first["citations"][0]["end"] = first["citations"][0]["start"] + len(first["text"])
    retell(summary, [sentence["text"] for sentence in summary["sentences"]])


def said_twice(summary):
    summary["sentences"].append(summary["sentences"][0])
    retell(summary, [sentence["text"] for sentence in summary["sentences"]])


def test_verify_bears_out_what_was_written(folder):
    done = run("verify", saved(folder))
    assert done.returncode == 0, done.stdout
    assert "all as quoted" in done.stdout.decode()


def test_verify_bears_out_a_text_too_short_to_tell_its_language(tmp_path):
    told = "Die Feuerwehr löschte am Montag den Brand im Hafen. Zwei Männer wurden dabei schwer verletzt. "
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(told + "Die Polizei sucht nach Zeugen des Unglücks.", encoding="utf-8")
    (folder / "b.txt").write_text("Am 19. Mai kam bzw. ging Frl. Rau.", encoding="utf-8")
    path = saved(folder)
    articles = json.loads(path.read_text(encoding="utf-8"))
    assert {article["language"] for article in articles["sources"] + articles["unused"]} == {"de"}
    assert len(articles["sources"]) == 2
    done = run("verify", path)
    assert done.returncode == 0, done.stdout


def test_verify_reads_a_summary_that_tells_no_languages(folder):
    path = saved(folder)
    summary = json.loads(path.read_text(encoding="utf-8"))
    for article in summary["sources"] + summary["unused"]:
        del article["language"]
    path.write_text(json.dumps(summary), encoding="utf-8")
    assert run("verify", path).returncode == 0


def test_verify_names_a_changed_article(folder):
    path = saved(folder)
    (folder / "a.txt").write_text("The dam at Elsa held on Monday. Two villages were flooded, police said.")
    done = run("verify", path)
    assert done.returncode == 1
    assert "a.txt: the text has changed" in done.stdout.decode()
    assert "mismatch" in done.stderr.decode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s["sentences"][0].update(text="Invented."), "not that of the sentences"),
        (lambda s: s.update(summary="Invented."), "not that of the sentences"),
        (lambda s: s["sentences"][0]["citations"][0].update(text="Invented."), "not the text of its first citation"),
        (lambda s: s["sentences"][0]["citations"][0].update(start=1), "differs"),
        (lambda s: s["sentences"][0]["citations"][0].update(start=-1), "outside the document"),
        (lambda s: s["sentences"][0]["citations"][0].update(end=10**6), "outside the document"),
        (lambda s: s["sentences"][0]["citations"][0].update(source=7), "[7]"),
        (lambda s: s["sentences"][0]["citations"].append(s["sentences"][0]["citations"][0]), "cites an article twice"),
        (lambda s: s["sentences"][0].update(voices=9), "cannot have 9 independent voices"),
        (lambda s: s["sentences"][0].update(voices=True), "Expected `int`, got `bool`"),
        (lambda s: s["sentences"][0].update(score=99), "outside 0 to 1"),
        (lambda s: s["sentences"][0].update(score=float("nan")), "NaN"),
        (lambda s: s.update(words=3), "not 3"),
        (lambda s: s["settings"].update(words=4), "over the 4 allowed"),
        (lambda s: s["settings"].pop("words"), "do not name one budget"),
        (lambda s: s["settings"].update(sentences=9), "do not name one budget"),
        (lambda s: s["sources"][0].update(sha256="0" * 64), "has changed"),
        (lambda s: s["sources"][0].update(number=2), "not numbered"),
        (lambda s: s["sources"][0].update(document=5), "not each listed once"),
        (lambda s: s.update(sentences=[], sources=[], summary="", words=0), "no sentence"),
        (lambda s: s["sources"][0].update(title="Invented"), "the title is Invented in the summary, missing as read"),
        (lambda s: s["sources"][0].update(date="2020-01-01"), "the date is 2020-01-01 in the summary, missing as read"),
        (lambda s: s["sources"][0].update(url="https://x.example"), "the url is "),
        (lambda s: s["sources"][0].update(author="Invented"), "the author is "),
        (lambda s: s["sources"][0].update(outlet="Invented"), "the outlet is "),
        (cut_short, "not a whole sentence"),
        (said_twice, "again"),
    ],
)
def test_verify_names_every_kind_of_forgery(folder, change, message):
    path = saved(folder)
    summary = json.loads(path.read_text())
    change(summary)
    path.write_text(json.dumps(summary))
    done = run("verify", path, folder)
    assert done.returncode == 1
    assert message in (done.stdout + done.stderr).decode()


def test_verify_tells_articles_of_the_same_text_by_what_is_known_of_them(tmp_path):
    text = "The dam at Elsa broke on Monday. Two villages were flooded, police said."
    entries = [{"text": text, "title": f"Dam {at}", "date": f"2024-03-0{at}"} for at in (1, 2)]
    (tmp_path / "a.json").write_text(json.dumps(entries))
    (tmp_path / "b.txt").write_text(f"Dam at Elsa breaks\n\n{text}")
    path = tmp_path / "s.json"
    assert run("--format", "json", "-o", path, tmp_path / "a.json", tmp_path / "b.txt").returncode == 0
    written = json.loads(path.read_text())
    assert {source["title"] for source in written["sources"]} == {"Dam 1", "Dam 2", "Dam at Elsa breaks"}
    assert run("verify", path).returncode == 0
    changed = (
        path.read_text().replace('"Dam at Elsa breaks"', '"Dam at Elsa holds"').replace("2024-03-02", "2024-03-09")
    )
    path.write_text(changed)
    done = run("verify", path)
    assert len(done.stdout.decode().splitlines()) == 2, done.stdout
    assert "the date is 2024-03-09 in the summary, 2024-03-02 as read" in done.stdout.decode()
    assert "the title is Dam at Elsa holds in the summary, Dam at Elsa breaks as read" in done.stdout.decode()


def test_verify_finds_articles_that_moved(folder, tmp_path_factory):
    path = saved(folder)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("a.txt", "b.txt"):
        (folder / name).rename(elsewhere / name)
    assert "a.txt" in failing(1, "verify", path)
    assert run("verify", path, elsewhere).returncode == 0


@pytest.mark.parametrize("text", ["", "[]", "{", '{"words": 3}', "[" * 100_000, '{"words": NaN}', "\x00"])
def test_verify_refuses_what_is_no_summary(tmp_path, text):
    (tmp_path / "s.json").write_text(text)
    assert "not a summary" in failing(1, "verify", tmp_path / "s.json")


def test_verify_names_the_file_that_is_no_json_and_what_to_name_instead(folder):
    message = failing(1, "verify", folder / "a.txt")
    assert "a.txt: not a summary" in message
    assert "--format json" in message.split(": ", 2)[2]


def test_verify_names_a_missing_summary():
    assert "nowhere.json" in failing(1, "verify", "nowhere.json")


def test_the_column_of_the_texts_is_named_alike_to_summarise_inspect_and_verify(tmp_path):
    table, summary = tmp_path / "posts.csv", tmp_path / "summary.json"
    rows = ("The dam at Elsa broke on Monday.", "A dam broke at Elsa on Monday. The minister promised help.")
    table.write_text("id,nachricht\n" + "".join(f'{number},"{row}"\n' for number, row in enumerate(rows)))
    named = ("--text-column", "nachricht")
    assert run(table, "-w", "40", *named, "-o", summary).returncode == 0
    assert b"posts.csv#2" in run("inspect", table, *named).stdout
    assert run("verify", summary, *named).returncode == 0
    assert "--text-column" in failing(1, "inspect", table)
