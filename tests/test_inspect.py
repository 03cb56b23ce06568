"""`summarize inspect` shows what is read, kept and left out, and why."""

import json

from summarize.read.inputs import read_all
from summarize.text.repair import repair
from tests.reading import DATA, WITH_LIBRARIES, run

pytestmark = WITH_LIBRARIES


def test_inspect_shows_what_is_read_kept_and_left_out_and_why():
    done = run("inspect", DATA / "one" / "a.html", DATA / "scan.pdf")
    assert done.returncode == 0
    shown = done.stdout.decode()
    for line in (
        *("title     Pelagia launches", "author    Nora Quist", "outlet    Pan-Pelagia Press", "date      2024-03-07"),
        *("encoding  utf-8", "language  en", "kept      16 sentences, 230 words", "left out  title: Pelagia"),
        "          dateline: POINT SORROW",
    ):
        assert f"\n  {line}" in shown
    assert "scan.pdf: has no text layer" in done.stderr.decode()


def test_inspect_as_json_has_places_that_hold_in_the_text():
    done = run("inspect", DATA / "one", "--format", "json")
    data = json.loads(done.stdout)
    documents = {document.name: document for document in read_all([DATA / "one"]).documents}
    assert [article["name"] for article in data["articles"]] == list(documents)
    assert {article["sentences"] for article in data["articles"]} == {16}
    assert {article["voice"] for article in data["articles"]} == {1}
    for article in data["articles"]:
        for cut in article["left_out"]:
            assert repair(documents[article["name"]].text[cut["start"] : cut["end"]]) == cut["text"]


def test_inspect_of_nothing_says_why():
    done = run("inspect", DATA / "scan.pdf")
    assert done.returncode == 1
    assert b"no text layer" in done.stderr
