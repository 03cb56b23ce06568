"""The file of results: whatever an earlier run has left in it, in the end it is the one that a whole run gives."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Options
from summarize.batch import inputs, locked_file
from summarize.batch.locked_file import open_locked
from summarize.batch.results import HEAD, Results, error_kind
from summarize.batch.runs import failure, json_line
from summarize.errors import LimitError, WriteError
from tests.batches import cluster, lines

CLUSTERS = [cluster(number) for number in range(6)]
CLUSTERS[4]["id"] = None
CLUSTERS[5] = CLUSTERS[1]  # the very same line twice
LINES = lines(CLUSTERS).encode()


def items(data=LINES):
    return list(inputs.lines(io.BytesIO(data), Options()))


def line_of(item):
    """A line of results that depends on the cluster only, without the work of summarising."""
    named = {"line": item.line} if item.name() is None else {}
    return json_line({"id": item.name(), **named, "fingerprint": item.fingerprint, "summary": f'"{item.name()}" {{'})


def test_a_file_that_another_run_puts_in_place_meanwhile_is_opened_anew(tmp_path, monkeypatch):
    path, other = tmp_path / "out.jsonl", tmp_path / "other"
    path.write_bytes(b"old")
    other.write_bytes(b"new")
    lock = locked_file.lock

    def lock_late(file):
        lock(file)
        if other.exists():
            other.replace(path)

    monkeypatch.setattr(locked_file, "lock", lock_late)
    file, is_new = open_locked(path)
    with file:
        assert not is_new
        assert os.path.samestat(os.fstat(file.fileno()), path.stat())


def test_a_file_that_is_always_taken_away_is_in_use(tmp_path, monkeypatch):
    path = tmp_path / "out.jsonl"
    monkeypatch.setattr(locked_file, "lock", lambda file: path.unlink())
    with pytest.raises(WriteError, match="another run is writing"):
        open_locked(path)


def write_results(path, clusters, *, resume=True, ordered=True, until=None, shuffle=list):
    """Write results as a run would, or one that ends after `until` of them; return how many there were to write."""
    results = Results(path, resume=resume, ordered=ordered)
    try:
        todo = [
            (position, item)
            for position, item in enumerate(clusters)
            if results.find(item.fingerprint, item.line) is None
        ]
        for count, (position, item) in enumerate(shuffle(todo)):
            if count == until:
                return len(todo)
            results.add(position, line_of(item))
        results.finish()
        return len(todo)
    finally:
        results.close()


WHOLE = b"".join(line_of(item) for item in items())


@pytest.mark.parametrize("cut", range(0, len(WHOLE), 7))
def test_a_file_cut_anywhere_is_mended_and_ends_up_whole(tmp_path, cut):
    path = tmp_path / "out.jsonl"
    path.write_bytes(WHOLE[:cut])
    assert write_results(path, items()) == 6 - WHOLE[:cut].count(b"\n")
    assert path.read_bytes() == WHOLE


def test_a_whole_file_is_left_alone(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(WHOLE)
    before = path.stat().st_ino
    assert write_results(path, items()) == 0
    assert (path.read_bytes(), path.stat().st_ino) == (WHOLE, before)


@given(st.data())
def test_whatever_results_there_were_the_file_is_that_of_a_whole_run(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("results") / "out.jsonl"
    ordered = data.draw(st.booleans())
    old = lines([cluster(number) for number in range(9)]).encode()
    earlier = data.draw(st.lists(st.sampled_from(items() + items(old)), max_size=8))
    path.write_bytes(b"".join(map(line_of, earlier)) + data.draw(st.sampled_from([b"", b'{"id": "ev', b"{"])))
    for _ in range(data.draw(st.integers(0, 2))):
        write_results(path, items(), ordered=ordered, until=data.draw(st.integers(0, 3)))
    shuffle = list if ordered else data.draw(st.sampled_from([list, lambda todo: todo[::-1]]))
    write_results(path, items(), ordered=ordered, shuffle=shuffle)
    if ordered:
        assert path.read_bytes() == WHOLE
    else:
        assert sorted(path.read_bytes().splitlines()) == sorted(WHOLE.splitlines())


def test_results_of_other_clusters_are_dropped_but_not_lost(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(WHOLE)
    path.chmod(0o640)
    left = tmp_path / f".out.jsonl.{os.getpid()}.part"  # by a run that was killed
    left.write_bytes(b"half")
    data = LINES.splitlines(keepends=True)
    write_results(path, items(b"".join([data[3], data[0]])))
    left.unlink()
    assert path.read_bytes() == b"".join(line_of(items()[row]) for row in (3, 0))
    assert (tmp_path / "out.jsonl.before").read_bytes() == WHOLE
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl", "out.jsonl.before"]


def test_a_result_that_names_its_line_counts_for_that_line_only(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(WHOLE)
    moved = LINES.splitlines(keepends=True)[4]
    assert write_results(path, items(moved + LINES)) == 2  # the new line 1, and what was line 5 and is line 6


def test_what_reached_a_limit_is_tried_again_and_leaves_no_old_result(tmp_path):
    path = tmp_path / "out.jsonl"
    limit = failure(items()[2], LimitError("it takes more than 2 seconds"))
    assert error_kind(limit) == "limit"
    whole = [line_of(item) for item in items()]
    path.write_bytes(b"".join([*whole[:2], limit, *whole[3:]]))
    assert write_results(path, items()) == 1
    assert path.read_bytes() == WHOLE
    assert not (tmp_path / "out.jsonl.before").exists()


@pytest.mark.parametrize(
    "text", ["My diary\n", "My diary", "{}\n", '{"id": 3}\n', '{"id": "a", "fingerprint": "zz"}\n', "\x00\x00\n"]
)
def test_a_file_of_something_else_is_never_touched(tmp_path, text):
    path = tmp_path / "diary.jsonl"
    path.write_text(text)
    with pytest.raises(WriteError, match=r"diary\.jsonl"):
        write_results(path, items())
    assert path.read_text() == text


def test_results_are_not_written_over_without_asking(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_bytes(WHOLE)
    with pytest.raises(WriteError, match="--resume"):
        write_results(path, items(), resume=False)
    assert path.read_bytes() == WHOLE


def test_two_runs_do_not_write_to_one_file(tmp_path):
    pytest.importorskip("fcntl", reason="this system has no locks on files")
    path = tmp_path / "out.jsonl"
    first = Results(path, resume=True, ordered=True)
    with pytest.raises(WriteError, match="another run is writing"):
        Results(path, resume=True, ordered=True)
    first.close()
    Results(path, resume=True, ordered=True).close()


@given(st.one_of(st.none(), st.integers(), st.text()), st.booleans())
def test_the_head_of_every_line_is_found_whatever_the_id(name, wrong):
    data = {"error": {"kind": "input", "message": "x"}} if wrong else {"summary": "x"}
    match = HEAD.match(json_line({"id": name, "line": 3, "fingerprint": "ab" * 16, **data}))
    assert match is not None
    assert match.groups() == (b"3", b"ab" * 16, b"input" if wrong else None)
