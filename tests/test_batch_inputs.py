"""What is a cluster and what is not, line by line and folder by folder."""

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Options, SummarizeError
from summarize.batch import inputs
from summarize.batch.runs import LineWorker
from tests.batches import cluster, lines, results

GOOD = cluster(1)
DOCUMENTS = GOOD["documents"]


def read(data):
    return list(inputs.lines(io.BytesIO(data), Options()))


def result(line):
    (item,) = read(line)
    return json.loads(LineWorker(Options(words=20))(item))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"nonsense", "not JSON at column 1"),
        (b"[1, 2]", "must be an object, got [1, 2]"),
        (b'"text"', "must be an object"),
        (b"{}", '"documents" must be a list with at least one entry, got None'),
        (b'{"documents": []}', '"documents" must be a list with at least one entry'),
        (b'{"documents": "text"}', '"documents" must be a list'),
        (b'{"documents": ["text", 3]}', '"documents" must hold objects or texts only, got 3'),
        (b'{"documents": [{}]}', 'one of them has no "text"'),
        (b'{"documents": [{"text": 3}]}', '"text" must be a text or null, got 3'),
        (b'{"documents": [{"text": "A.", "title": []}]}', '"title" must be a text or null'),
        (b'{"id": 1.5, "documents": [{"text": "A."}]}', '"id" must be a text or a whole number, got 1.5'),
        (b'{"id": true, "documents": [{"text": "A."}]}', '"id" must be a text or a whole number, got True'),
        (b'{"id": 1, "more": 1e999, "documents": [{"text": "A."}]}', "not JSON compliant"),
        (b'{"id": 1, "more": ' + b"9" * 5000 + b"}", "a number too long"),
        (b'{"documents": ' + b"[" * 100_000, "too deep"),
        (b'{"id": 1, "documents": [{"text": "\xff"}]}', "not UTF-8 text at byte"),
        (b'{"id": "\x00"}', "not JSON"),
        (b'{"id": 7, "documents": [', "not JSON"),
    ],
)
def test_a_line_that_is_no_cluster_is_an_error_that_names_the_line(line, message):
    fields = result(b"\n" * 6 + line)
    assert fields["error"]["kind"] == "input"
    assert message in fields["error"]["message"]
    assert fields["line"] == 7
    assert "summary" not in fields


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity"])
def test_what_pandas_writes_for_a_missing_value_is_null(number):
    fields = result(b'{"id": 1, "more": %s, "documents": [{"text": "The dam broke.", "date": %s}]}' % (number, number))
    assert fields["summary"] == "The dam broke."


def test_articles_may_be_given_by_their_texts_alone():
    assert result(b'{"documents": ["The dam broke."]}')["summary"] == "The dam broke."


def test_a_line_that_is_an_article_is_a_cluster_of_one():
    fields = result(b'{"id": 4, "title": "Dam", "text": "The dam broke."}')
    assert fields["summary"] == "The dam broke."
    assert "title" not in fields


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-8-sig"])
def test_lines_as_windows_shells_write_them_are_read(encoding):
    text = "".join(
        f'{{"id": {number}, "documents": [{{"text": "The d\u0101m\u2028broke."}}]}}\r\n' for number in (1, 2)
    )
    mark = "" if encoding in ("utf-16", "utf-8-sig") else "\ufeff"
    items = read((mark + text).encode(encoding))
    assert [(item.name(), item.line) for item in items] == [(1, 1), (2, 2)]
    assert items[0].cluster().reading.documents[0].text == "The d\u0101m\u2028broke."


def test_the_id_of_a_bad_line_is_kept_where_it_can_be_read():
    assert result(b'{"id": "x", "documents": 3}\n')["id"] == "x"
    assert result(b'{"id": {}, "documents": 3}\n')["id"] is None


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"id": "a"}, {"id": "a"}),
        ({"id": 12}, {"id": 12}),
        ({"id": ""}, {"id": ""}),
        ({}, {"id": None, "line": 1}),
        ({"id": None}, {"id": None, "line": 1}),
        ({"id": "\ud800\x1b[31m\u202e"}, {"id": "\ud800\x1b[31m\u202e"}),
        ({"id": 1, "summary": "theirs", "words": [1]}, {"id": 1, "fields": {"summary": "theirs", "words": [1]}}),
    ],
)
def test_ids_and_further_fields_are_kept_as_they_are(fields, kept):
    summary = result(json.dumps({**fields, "documents": DOCUMENTS}).encode())
    assert {key: summary.get(key) for key in kept} == kept
    assert summary["words"] <= 20
    assert "line" in summary or summary["id"] is not None


def test_nothing_in_a_line_of_results_steers_a_terminal_or_breaks_the_line():
    hostile = {"id": "a\x1b]52;\u2028\n", "\x9b": "\u202e", "documents": DOCUMENTS}
    (item,) = read(json.dumps(hostile).encode())
    line = LineWorker(Options())(item).decode()
    assert line.count("\n") == 1
    assert not set(line) & set("\x1b\x9b\u2028\u202e\r")


def test_a_byte_order_mark_and_blank_lines_and_any_line_ending_do_no_harm():
    plain = json.dumps(GOOD).encode()
    items = read(b"\xef\xbb\xbf" + plain + b"\r\n\r\n  \n" + plain + b"\n" + plain)
    assert [item.line for item in items] == [1, 4, 5]
    assert len({item.fingerprint for item in items[1:]}) == 1
    assert {LineWorker(Options())(item) for item in items[1:]} == {LineWorker(Options())(items[1])}
    assert items[0].cluster() == items[1].cluster()


def test_a_line_far_too_long_is_an_error_that_is_not_held_in_memory(monkeypatch):
    monkeypatch.setattr(inputs, "LINE_BYTES", 1000)
    monkeypatch.setattr("summarize.read.cluster_lines.LINE_BYTES", 1000)
    monkeypatch.setattr(inputs, "CHUNK_BYTES", 64)
    long = json.dumps({**GOOD, "more": "x" * 5000}).encode()
    short = json.dumps(GOOD).encode()
    items = read(long + b"\n" + short + b"\n" + long + b"!")
    assert [item.line for item in items] == [1, 2, 3]
    assert len(items[0].data) <= 1001
    assert items[0].size == len(long) + 1
    assert len({item.fingerprint for item in items}) == 3
    assert "longer than" in LineWorker(Options())(items[0]).decode()
    assert items[1].cluster().id == "event-1"


def test_a_fingerprint_tells_lines_and_settings_apart():
    data = lines([GOOD, cluster(2)]).encode()
    first, second = read(data)
    assert first.fingerprint != second.fingerprint
    assert first.fingerprint == read(data)[0].fingerprint
    assert first.fingerprint != next(inputs.lines(io.BytesIO(data), Options(words=99))).fingerprint


@pytest.fixture
def folder(tmp_path):
    for name in ("b", "a", ".hidden"):
        (tmp_path / "events" / name).mkdir(parents=True)
        (tmp_path / "events" / name / "one.txt").write_text(DOCUMENTS[0]["text"])
        (tmp_path / "events" / name / "two.txt").write_text(DOCUMENTS[1]["text"])
    (tmp_path / "events" / "c-empty").mkdir()
    (tmp_path / "events" / "d-link").symlink_to(tmp_path / "events" / "a")
    (tmp_path / "events" / "loose.txt").write_text("Not a cluster.")
    return tmp_path / "events"


def test_folders_are_clusters_named_by_the_folder(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    work = LineWorker(Options(words=20))
    written = [work(item) for item in inputs.clusters(inputs.folders(Path("events")), Options(words=20))]
    first, second, empty = results(b"".join(written))
    assert (first["id"], second["id"], empty["id"]) == ("a", "b", "c-empty")
    assert first["sources"][0]["name"] in ("events/a/one.txt", "events/a/two.txt")
    assert "no articles in events/c-empty" in empty["error"]["message"]
    assert str(folder) not in b"".join(written).decode()


def test_the_fingerprint_of_a_folder_changes_with_its_articles(folder):
    def fingerprints():
        return [item.fingerprint for item in inputs.clusters(inputs.folders(folder), Options())]

    before = fingerprints()
    (folder / "a" / "two.txt").write_text("Something else happened in Elsa on Tuesday.")
    (folder / "b" / "three.txt").write_text("")
    after = fingerprints()
    assert before[2] == after[2]
    assert before[0] != after[0]
    assert before[1] != after[1]
    os.rename(folder / "a" / "two.txt", folder / "a" / "2.txt")
    assert fingerprints()[0] != after[0]


@pytest.mark.parametrize(("name", "message"), [("empty", "no folders in it"), ("nowhere", "cannot be read")])
def test_a_folder_without_clusters_is_an_error(tmp_path, name, message):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SummarizeError, match=message):
        inputs.folders(tmp_path / name)


def test_a_pipe_gives_whole_lines_as_they_arrive_however_it_is_cut(monkeypatch):
    monkeypatch.setattr(inputs, "ARRIVAL_SECONDS", 0)
    ours, theirs = os.pipe()
    pipe = inputs.Pipe(ours)
    assert pipe.readline(10) is None
    steps = [(b"one", None), (b" two\nthr", b"one two\n"), (b"", None), (b"ee\n\n" + b"x" * 25, b"three\n")]
    for sent, expected in steps:
        os.write(theirs, sent)
        assert pipe.readline(10) == expected
    os.close(theirs)
    rest = iter(lambda: pipe.readline(10), b"")
    assert list(rest) == [b"\n", b"x" * 10, b"x" * 10, b"xxxxx"]
    os.close(ours)


@given(st.lists(st.binary(max_size=30), max_size=20), st.integers(1, 40))
def test_lines_from_a_pipe_are_those_of_a_file(parts, limit):
    data = b"".join(parts)
    ours, theirs = os.pipe()
    os.write(theirs, data)
    os.close(theirs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "LINE_BYTES", limit)
        piped = list(inputs.lines(inputs.Pipe(ours), Options()))
        assert piped == list(inputs.lines(io.BytesIO(data), Options()))
    os.close(ours)
