import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, SummarizeError
from summarize.evaluate import Cluster, read_clusters
from summarize.evaluate.clusters import fingerprint

GOOD = {"id": "x/1", "documents": [{"title": None, "date": None, "text": "A b."}], "summaries": ["A b."], "lang": "en"}


def cluster_file(folder, *lines):
    path = folder / "clusters.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return path


def test_clusters_are_read_as_they_are_cluster_file(tmp_path):
    article = {"title": "Dam", "date": "2020-03-04", "text": "Line\u2028one."}
    full = {**GOOD, "documents": [article], "lang": "pt", "word_limit": 100, "query": "Why?"}
    bare = {"documents": GOOD["documents"], "summaries": ["The dam broke. It was old."]}
    path = cluster_file(tmp_path, full, b"  ", bare)
    assert read_clusters(path) == (
        Cluster("x/1", (Document("Line\u2028one.", "Dam", "2020-03-04"),), ("A b.",), "pt", 100, "Why?"),
        Cluster("line 3", (Document("A b."),), ("The dam broke. It was old.",), "en"),
    )
    assert len(read_clusters(path, limit=1)) == 1


def test_a_byte_order_mark_is_skipped(tmp_path):
    assert read_clusters(cluster_file(tmp_path, b"\xef\xbb\xbf" + json.dumps(GOOD).encode()))[0].name == "x/1"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not JSON at column 2: "),
        (b'{"id": "\xff"}', "not UTF-8 text at byte 9"),
        (b"[" * 100_000, "not JSON that can be read: too deep"),
        (b'{"id": ' + b"9" * 5000 + b"}", "not JSON that can be read: .* a number too long"),
        ([1], r"must be an object, got \[1\]"),
        ({}, '"summaries" must be a list with at least one entry, got None'),
        ({**GOOD, "summaries": "A."}, "\"summaries\" must be a list with at least one entry, got 'A.'"),
        ({**GOOD, "summaries": [1]}, '"summaries" must hold texts only, got 1'),
        ({**GOOD, "summaries": ["A.", " "]}, '"summaries": one of them is empty'),
        ({**GOOD, "documents": []}, r'"documents" must be a list with at least one entry, got \[\]'),
        ({**GOOD, "documents": [3]}, '"documents" must hold objects or texts only, got 3'),
        ({**GOOD, "documents": [{"title": "A"}]}, '"documents": one of them has no "text"'),
        ({**GOOD, "documents": [{"text": 1}]}, '"text" must be a text or null, got 1'),
        ({**GOOD, "lang": "English"}, "\"lang\" must be a code such as en or pt, got 'English'"),
        ({**GOOD, "word_limit": 0}, '"word_limit" must be from 1 to 1000000000, got 0'),
        ({**GOOD, "word_limit": True}, '"word_limit" must be a whole number or null, got True'),
        ({**GOOD, "query": ["?"]}, '"query" must be a text or null'),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(tmp_path, line, message):
    path = cluster_file(tmp_path, GOOD, line)
    with pytest.raises(SummarizeError, match=f"^{re.escape(str(path))}, line 2: {message}"):
        read_clusters(path)
    assert len(read_clusters(path, limit=1)) == 1


@given(cuts=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 20), st.binary(max_size=4)), min_size=1, max_size=3))
def test_a_damaged_line_is_read_or_named_in_one_line(tmp_path_factory, cuts):
    line = json.dumps(GOOD).encode()
    for start, length, filling in cuts:
        line = line[:start] + filling + line[start + length :]
    path = tmp_path_factory.mktemp("damaged") / "clusters.jsonl"
    path.write_bytes(line)
    try:
        read_clusters(path)
        message = f"{path}: nothing wrong"
    except SummarizeError as error:
        message = str(error)
    assert message.startswith(str(path))
    assert "\n" not in message


def test_a_line_longer_than_any_cluster_is_not_read_on(tmp_path, monkeypatch):
    monkeypatch.setattr("summarize.read.cluster_lines.LINE_BYTES", 20)
    with pytest.raises(SummarizeError, match="line 1: longer than"):
        read_clusters(cluster_file(tmp_path, GOOD))


def test_a_file_that_is_missing_or_empty_is_named(tmp_path):
    with pytest.raises(SummarizeError, match=r"none\.jsonl: cannot be read \(No such file"):
        read_clusters(tmp_path / "none.jsonl")
    with pytest.raises(SummarizeError, match=r"clusters\.jsonl: no clusters in it"):
        read_clusters(cluster_file(tmp_path, b""))


def test_the_fingerprint_depends_on_where_a_text_ends():
    assert len(fingerprint(["ab", "c"])) == 12
    assert fingerprint(["ab", "c"]) != fingerprint(["a", "bc"])
    assert fingerprint(["\ud800"])
