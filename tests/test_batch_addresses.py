"""Results that go to an address: nothing there changes before a run has done all its work, and nothing is lost."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.batch.addresses import AddressResults, local_path
from summarize.cli.main import run as run_command
from summarize.errors import WriteError
from tests.batches import COMMAND, batch, cluster, lines, results, wait_until

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks and no pipes to wait for")

GOOD = [cluster(number) for number in range(4)]
INPUT = lines(GOOD).encode()
SETTINGS = ("--words", "20", "--jobs", "1")


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A folder that is the store, beside the folder where the command runs."""
    here = tmp_path / "here"
    here.mkdir()
    (tmp_path / "store").mkdir()
    monkeypatch.chdir(here)
    return tmp_path / "store"


def address(store, name="out.jsonl"):
    return f"file://{store / name}"


def waiting_run(to):
    """Start a run that has done its first cluster and waits for more of its input."""
    process = subprocess.Popen(
        [*COMMAND, "-", *SETTINGS, "-o", to], stdin=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert process.stdin
    process.stdin.write(INPUT.splitlines(keepends=True)[0])
    part = local_path(to)
    wait_until(lambda: process.poll() is not None or (part.exists() and part.read_bytes().count(b"\n") == 1))
    return process


def finish(process):
    """Give a run the rest of its input; return its exit status and what it said."""
    message = process.communicate(b"".join(INPUT.splitlines(keepends=True)[1:]))[1].decode()
    return process.returncode, message


def test_a_run_that_is_refused_takes_nothing_from_the_one_that_writes(store):
    to = address(store)
    first = waiting_run(to)
    second = batch("-", *SETTINGS, "-o", to, stdin=INPUT)
    assert second.returncode == 1
    assert b"another run is writing" in second.stderr
    assert list(store.iterdir()) == []
    assert finish(first)[0] == 0
    assert [result["id"] for result in results((store / "out.jsonl").read_bytes())] == [c["id"] for c in GOOD]
    assert os.listdir() == []


@pytest.mark.slow
def test_of_two_runs_from_two_folders_the_later_one_writes_nothing_over_and_keeps_its_results(store, tmp_path):
    to = address(store)
    first = waiting_run(to)
    other = tmp_path / "other"
    other.mkdir()
    assert batch("-", *SETTINGS, "-o", to, stdin=lines([cluster(9)]).encode(), cwd=other).returncode == 0
    there = (store / "out.jsonl").read_bytes()
    status, message = finish(first)
    assert status == 1
    assert "it has changed since this run began" in message
    assert "--resume" in message
    assert (store / "out.jsonl").read_bytes() == there
    kept = local_path(to).read_bytes()
    assert [result["id"] for result in results(kept)] == [fields["id"] for fields in GOOD]
    done = batch("-", *SETTINGS, "-o", to, "--resume", stdin=INPUT + lines([cluster(9)]).encode())
    assert done.returncode == 0
    assert b"5 skipped" in done.stderr
    assert (store / "out.jsonl").read_bytes() == kept + there
    assert [path.name for path in store.iterdir()] == ["out.jsonl"]
    assert os.listdir() == []


def test_a_strangers_file_beside_it_is_neither_uploaded_nor_deleted(store):
    to = address(store)
    strangers = Path("out.jsonl.part")
    strangers.write_text("My diary\n")
    assert batch("-", *SETTINGS, "-o", to, stdin=INPUT).returncode == 0
    assert strangers.read_text() == "My diary\n"
    local_path(address(store, "b.jsonl")).write_text("My diary\n")
    assert batch("-", *SETTINGS, "-o", address(store, "b.jsonl"), "--resume", stdin=INPUT).returncode == 1
    assert local_path(address(store, "b.jsonl")).read_text() == "My diary\n"
    assert [path.name for path in store.iterdir()] == ["out.jsonl"]


def test_two_addresses_with_one_name_do_not_meet():
    assert local_path("s3://a/out.jsonl") != local_path("s3://b/out.jsonl")


@pytest.mark.slow
def test_a_killed_run_goes_on_and_what_it_has_done_is_not_done_again(store):
    to = address(store)
    process = waiting_run(to)
    process.kill()
    process.communicate()
    assert list(store.iterdir()) == []
    refused = batch("-", *SETTINGS, "-o", to, stdin=INPUT)
    assert refused.returncode == 1
    assert b"holds results already; add --resume" in refused.stderr
    done = batch("-", *SETTINGS, "-o", to, "--resume", stdin=INPUT)
    assert (done.returncode, done.stderr) == (0, b"3 ok, 0 failed, 1 skipped\n")
    assert len(results((store / "out.jsonl").read_bytes())) == 4
    assert os.listdir() == []


@pytest.mark.parametrize("held", ["My diary\n", '{"id": 1}\n', '{"id": 1}', "[]"])
def test_anything_else_at_the_address_is_never_touched(store, held, capsys):
    (store / "out.jsonl").write_text(held)
    (store / "in.jsonl").write_bytes(INPUT)
    for more in ([], ["--resume"]):
        assert run_command(["batch", address(store, "in.jsonl"), *SETTINGS, "-o", address(store), *more]) == 1
        assert address(store) in capsys.readouterr().err
    assert (store / "out.jsonl").read_text() == held
    assert os.listdir() == []


WHOLE = b'{"id": 1, "fingerprint": "%032d", "summary": {}}\n'


class Refusing:
    """A store in which one step fails when the results are put there."""

    def __init__(self, store, step):
        self.store, self.step = store, step

    def __getattr__(self, name):
        def refuse(*args):
            if name == "put_file":  # a part of it has arrived
                self.store.pipe_file(args[1], b"{")
            raise OSError(28, "No space left on device")

        return refuse if name == self.step else getattr(self.store, name)


@pytest.mark.parametrize("step", ["put_file", "mv"])
def test_when_the_address_cannot_be_written_what_it_holds_stays_and_the_results_are_kept(store, step):
    (store / "out.jsonl").write_bytes(WHOLE % 1)
    kept = AddressResults(address(store), resume=True, ordered=True)
    kept.system = Refusing(kept.system, step)
    kept.starts.append(-1)
    kept.add(0, WHOLE % 2)
    with pytest.raises(WriteError, match=r"No space left on device.*the results are in out.jsonl.*--resume"):
        kept.finish()
    kept.close()
    assert (store / "out.jsonl").read_bytes() == WHOLE % 1
    assert os.listdir(store) == ["out.jsonl"]
    assert local_path(address(store)).read_bytes() == WHOLE % 2
    assert [path.read_bytes() for path in Path().glob("*.before")] == [WHOLE % 1 + WHOLE % 2]


def test_results_that_a_run_has_only_fetched_are_kept_where_the_message_says(store):
    (store / "out.jsonl").write_bytes(WHOLE % 1 + WHOLE % 2)
    kept = AddressResults(address(store), resume=True, ordered=True)
    kept.starts.extend([len(WHOLE % 1), 0])  # the other way round in the input
    kept.unused = 0
    kept.system = Refusing(kept.system, "mv")
    with pytest.raises(WriteError, match=r"the results are in out\.jsonl"):
        kept.finish()
    kept.close()
    assert local_path(address(store)).read_bytes() == WHOLE % 2 + WHOLE % 1
    assert (store / "out.jsonl").read_bytes() == WHOLE % 1 + WHOLE % 2


@pytest.mark.nightly
@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_runs_that_are_ended_at_random_moments_end_in_the_bytes_of_a_whole_one(store, jobs):
    source = store / "in.jsonl"
    source.write_text(lines(cluster(number, sentences=12) for number in range(150)))
    args = ("batch", str(source), "--words", "20", "--jobs", str(jobs))
    whole = subprocess.run([*COMMAND[:-1], *args], capture_output=True, check=True).stdout
    dice, to = random.Random(jobs), address(store)
    done, ended = 0, 0
    while True:
        process = subprocess.Popen([*COMMAND[:-1], *args, "-o", to, "--resume"], stderr=subprocess.PIPE)
        try:
            message = process.communicate(timeout=dice.uniform(1, 6) + ended)[1].decode()
        except subprocess.TimeoutExpired:
            process.send_signal(dice.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
            message = process.communicate()[1].decode()
            ended += 1
        assert "Traceback" not in message
        if process.returncode == 0:
            break
        assert not (store / "out.jsonl").exists()
        part = local_path(to)
        kept = part.read_bytes().count(b"\n") if part.exists() else 0
        assert kept >= done
        done = kept
    assert ended
    assert (store / "out.jsonl").read_bytes() == whole
    assert os.listdir() == []
