"""What a reader of a summary must not meet, over the benchmark clusters and several lengths."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from summarize import summarize

CLUSTERS = Path(__file__).parent.parent / "benchmarks" / "clusters"
FOLDERS = sorted(path.parent for path in CLUSTERS.glob("*/truth.json"))
BUDGETS = (60, 100, 150, 200)
ASIDES = {"museum-theft": "no questions asked", "rail-strike": "laughs at that", "merger-talks": "name is to stay"}

every_summary = pytest.mark.parametrize(
    ("folder", "words"), [(folder, words) for folder in FOLDERS for words in BUDGETS], ids=str
)


@cache
def sentences(folder, words):
    articles = [path for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".md"}]
    return [sentence.text for sentence in summarize(articles, words=words).sentences]


@every_summary
def test_no_line_of_boilerplate_is_quoted(folder, words):
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    boilerplate = " ¶ ".join(" ".join(line["text"].split()) for line in truth["boilerplate"])
    assert [text for text in sentences(folder, words) if text in boilerplate] == []


@every_summary
def test_no_sentence_opens_by_pointing_back(folder, words):
    pointing = r"\W*(He|She|They|It|This|That|These|Those|But|And|However|His|Her|Their|Meanwhile|Here’s)\b"
    told, texts = (
        sentences(folder, words),
        [path.read_bytes().decode("utf-8", "replace") for path in folder.glob("*.*")],
    )
    for before, text in zip(["", *told], told, strict=False):
        if re.match(pointing, text):
            assert any(re.search(rf"{re.escape(before)}\s+{re.escape(text)}", article) for article in texts), text


@every_summary
def test_every_sentence_is_whole_and_every_quotation_closed(folder, words):
    for text in sentences(folder, words):
        assert re.match(r"[\"“‘]?[A-Z0-9]", text), text
        assert re.search(r"[.!?][\"”’]?$", text), text
        assert text.count("“") == text.count("”"), text
        assert text.count('"') % 2 == 0, text


@pytest.mark.parametrize("words", BUDGETS)
@pytest.mark.parametrize("name", ASIDES)
def test_the_rest_of_the_budget_is_not_padded(name, words):
    assert ASIDES[name] not in " ".join(sentences(CLUSTERS / name, words))
