"""The benchmark of reading counts what its labels say, on a small folder of labels."""

import json
from typing import Any

import reading
from reading import Reading, counted, gold, labelled_sets, main

from summarize import Document

FIRST = "The Vellin dam broke at dawn. Mayor Ana Ruz said two villages were flooded. Share this story."
SECOND = "Two villages near Vellin were flooded when the dam broke. Ruz said on Monday that nobody had been warned."


def stretch(document, text, part, **label):
    start = text.index(part)
    return {"document": document, "start": start, "end": start + len(part), **label}


def write(folder):
    documents = [{"text": FIRST, "date": "2020-03-02"}, {"text": SECOND, "date": "2020-03-09"}]
    rows: dict[str, dict[str, Any]] = {
        "set": {"id": "c", "documents": documents, "summaries": ["The dam broke."], "lang": "en"},
        "gold_facts_dev": {"facts": [{"spans": [stretch(0, FIRST, "The Vellin dam broke at dawn.")]}, {"spans": []}]},
        "gold_same_event_dev": {
            "pairs": [
                {
                    "a": stretch(0, FIRST, "The Vellin dam broke at dawn."),
                    "b": stretch(1, SECOND, "Two villages near Vellin were flooded when the dam broke."),
                    "label": "update",
                }
            ]
        },
        "gold_context_dev": {
            "sentences": [stretch(1, SECOND, SECOND[58:], alone=False, kind="speaker", cured_by_previous=True)]
        },
        "gold_debris_dev": {
            "document": 0,
            "spans": [
                stretch(0, FIRST, FIRST[:77], label="prose"),
                stretch(0, FIRST, "Share this story.", label="share"),
            ],
        },
    }
    for name, row in rows.items():
        (folder / f"{name}.jsonl").write_text(json.dumps({"id": "c", "words": 40, **row}), encoding="utf-8")


def test_every_measure_is_counted_on_a_cluster_with_labels(tmp_path):
    write(tmp_path)
    labels = gold([tmp_path])
    ((name, clusters, words),) = labelled_sets([tmp_path], labels)
    assert (name, words) == ("set", 40)
    counts: dict[str, tuple[int, int]] = {}
    for measure, count, total in counted(clusters[0], words, labels):
        counts[measure] = (counts.get(measure, (0, 0))[0] + count, counts.get(measure, (0, 0))[1] + total)
    assert counts["facts told"][1] == 2
    assert counts["told twice (same)"] == (0, 1)
    assert counts["told twice (same or update)"][1] == 1
    assert set(counts) >= {"chosen debris", "prose kept, characters", "surname only at first mention"}


def told(texts, chosen):
    """Return a reading whose summary has these sentences."""
    documents = [Document(text) for text in texts]
    reading = Reading(documents, 200, "en")
    by_text = {sentence.text: sentence for sentence in reading.summary.sentences}
    object.__setattr__(reading.summary, "sentences", tuple(by_text[text] for text in chosen))
    return reading


def test_a_surname_is_bare_until_the_person_is_named():
    whole = "Mayor Ana Ruz opened the new bridge over the river."
    bare = "Ruz said that the old bridge would be closed for good."
    assert told([f"{whole} {bare}"], [whole, bare]).bare_surnames == [[], []]
    assert told([f"{whole} {bare}"], [bare, whole]).bare_surnames == [["Ruz"], []]


def test_the_table_has_a_row_for_every_measure(tmp_path, capsys, monkeypatch):
    write(tmp_path)
    monkeypatch.setattr(reading, "clusters", lambda words: [])
    monkeypatch.setattr("sys.argv", ["reading.py", str(tmp_path)])
    main()
    table = capsys.readouterr().out
    assert all(name in table for name in reading.ROWS)
