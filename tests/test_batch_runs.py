"""From clusters to lines of results, by workers that may die on one of them."""

import io
import json
import os
import signal

import joblib
import pytest

from summarize import Options
from summarize.batch import engine, inputs
from summarize.batch.engine import DEATH
from summarize.batch.inputs import LineError
from summarize.batch.results import Results
from summarize.batch.runs import LineWorker, Tally, failure, json_line, summarize_file
from summarize.errors import DiedError, FaithfulnessError, LimitError, SummarizeError
from tests.batches import cluster, lines, nothing, results

CLUSTERS = [cluster(number) for number in range(4)]
OPTIONS = Options(words=20)


def items():
    return inputs.lines(io.BytesIO(lines(CLUSTERS).encode()), OPTIONS)


class DyingWorker(LineWorker):
    """Dies on one cluster, as for want of memory, and does no work on the others."""

    def __call__(self, item):
        if item.name() == "event-2":
            os.kill(os.getpid(), signal.SIGKILL)
        return json_line({"id": item.name(), "fingerprint": item.fingerprint, "summary": "..."})


def test_a_cluster_that_every_worker_dies_on_has_its_line_in_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "prepare", nothing)  # so no worker needs what takes long to import
    sink, tally, watched = Results(tmp_path / "out.jsonl", resume=False, ordered=True), Tally(), []
    with joblib.parallel_config("loky", n_jobs=2):
        summarize_file(items(), sink, DyingWorker(OPTIONS), tally, watch=lambda tally: watched.append(tally.done))
    sink.close()
    written = results((tmp_path / "out.jsonl").read_bytes())
    assert [result["id"] for result in written] == [fields["id"] for fields in CLUSTERS]
    assert [result.get("error") for result in written] == [None, None, {"kind": "died", "message": DEATH}, None]
    assert (tally.ok, tally.failed, watched) == (3, 1, [1, 2, 3, 4])
    assert tally.bytes == len(lines(CLUSTERS).encode())


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (LineError("not JSON"), "input", "not JSON"),
        (SummarizeError("nothing fits"), "summary", "nothing fits"),
        (LimitError("too long"), "limit", "too long"),
        (DiedError("killed"), "died", "killed"),
        (FaithfulnessError("not in the source"), "defect", "an unforeseen FaithfulnessError, please report it: not in"),
        (KeyError("x"), "defect", "an unforeseen KeyError, please report it: 'x'"),
    ],
)
def test_every_error_has_a_kind_and_only_a_defect_asks_to_be_reported(error, kind, message):
    line = json.loads(failure(next(items()), error))
    assert line["id"] == "event-0"
    assert line["error"]["kind"] == kind
    assert line["error"]["message"].startswith(message)
    assert ("line" in line) == (kind == "input")


def test_a_line_is_one_line_and_steers_no_terminal():
    data = {"text": "\x1b]52;\u2028\n\x9b\u202e\r é"}
    line = json_line(data)
    assert json.loads(line) == data
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert not set(line.decode()[:-1]) & set("\x1b\x9b\u2028\u202e\r")
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_line({"number": float("nan")})
