"""`summarize batch`, run as a user runs it: killed, interrupted, resumed, on processes, on Dask and on Ray."""

import importlib.util
import json
import os
import pty
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import joblib
import pytest

from summarize import Document, summarize
from summarize.batch import engine
from summarize.batch.engine import Died, Task
from summarize.cli.main import run as run_command
from summarize.cli.progress import Extent, clock, line
from tests.batches import COMMAND, batch, children, cluster, kill_on_three, lines, results

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
GOOD = [cluster(number) for number in range(100)]
BAD = {2: "nonsense", 33: '{"id": "no text", "documents": [{}]}', 50: '{"documents": [{"text": "..."}]}', 99: "{"}
INPUT = "".join(f"{BAD[at]}\n" if at in BAD else lines([one]) for at, one in enumerate(GOOD)).encode()
SETTINGS = ("--words", "20")


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """The input as a file, and what one process makes of it."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "in.jsonl").write_bytes(INPUT)
    done = batch("in.jsonl", *SETTINGS, "--jobs", "1", cwd=folder)
    assert done.returncode == 3, done.stderr
    assert done.stderr == b"96 ok, 4 failed, 0 skipped\n"
    return folder / "in.jsonl", done.stdout


def start(*args, **how):
    """Start the command as the first process of a group."""
    return subprocess.Popen([*COMMAND, *map(str, args)], stderr=subprocess.PIPE, start_new_session=True, **how)


def await_lines(path, number, process):
    """Wait until so many results are in a file, or the command has ended."""
    while process.poll() is None and not (path.exists() and path.read_bytes().count(b"\n") >= number):
        time.sleep(0.02)


def test_a_result_is_the_summary_with_the_id_or_an_error(given):
    found = results(given[1])
    assert [one["id"] for one in found if "error" not in one] == [
        one["id"] for at, one in enumerate(GOOD) if at not in BAD
    ]
    kinds = {at: one["error"]["kind"] for at, one in enumerate(found) if "error" in one}
    assert kinds == {2: "input", 33: "input", 50: "summary", 99: "input"}
    documents = [Document(one["text"], one["title"]) for one in GOOD[5]["documents"]]
    alone = json.loads(summarize(documents, words=20).to_json())
    fingerprint = found[5]["fingerprint"]
    assert found[5] == {"id": "event-5", "fingerprint": fingerprint, **alone, "fields": {"topic": 2}}


def test_processes_and_standard_input_give_the_bytes_of_one_process(given, tmp_path):
    first = given[1].splitlines()[0]
    many = INPUT.splitlines(keepends=True)[0] * 200 + INPUT
    done = batch("-", *SETTINGS, "--jobs", "2", stdin=many)
    assert done.returncode == 3
    assert done.stdout.splitlines()[:200] == [first] * 200
    assert done.stdout == batch("-", *SETTINGS, "--jobs", "1", stdin=many).stdout
    done = batch(given[0], *SETTINGS, "-o", tmp_path / "out.jsonl", "--unordered")
    assert done.returncode == 3
    assert sorted((tmp_path / "out.jsonl").read_bytes().splitlines()) == sorted(given[1].splitlines())


def test_workers_killed_at_random_moments_change_no_byte(given, tmp_path):
    out = tmp_path / "out.jsonl"
    process = start(given[0], *SETTINGS, "-o", out, "--jobs", "2")
    dice = random.Random(1)
    for wanted in (1, 40):
        await_lines(out, wanted, process)
        time.sleep(dice.uniform(0, 0.2))
        for worker in dice.sample(sorted(children(process.pid)), 1):
            os.kill(worker, signal.SIGKILL)
    told = process.communicate()[1].decode()
    assert process.returncode == 3, told
    assert "96 ok, 4 failed" in told
    assert out.read_bytes() == given[1]


def test_a_cluster_that_eats_memory_costs_only_itself_when_workers_are_killed_for_it(tmp_path):
    dice = random.Random(2)
    eater = {"id": "eater", "documents": [{"text": " ".join(f"The {dice.random()} of {at}." for at in range(200_000))}]}
    clusters = [*GOOD[:20], eater, *GOOD[20:40]]
    (tmp_path / "in.jsonl").write_text(lines(clusters))
    process = start("in.jsonl", *SETTINGS, "-o", "out.jsonl", "--jobs", "2", cwd=tmp_path)
    over = threading.Event()

    def kill_for_memory():
        """Do what the system does when memory runs out."""
        while not over.wait(0.02):
            for worker, size in children(process.pid).items():
                if size > 300_000_000:
                    os.kill(worker, signal.SIGKILL)

    thread = threading.Thread(target=kill_for_memory)
    thread.start()
    told = process.communicate()[1].decode()
    over.set()
    thread.join()
    assert told.endswith("40 ok, 1 failed, 0 skipped\n"), told
    found = results((tmp_path / "out.jsonl").read_bytes())
    assert [one["id"] for one in found] == [one["id"] for one in clusters]
    assert {one["id"]: one["error"]["kind"] for one in found if "error" in one} == {"eater": "died"}


def test_a_command_killed_at_any_moment_goes_on_to_the_same_bytes(given, tmp_path):
    out = tmp_path / "out.jsonl"
    args = (given[0], *SETTINGS, "-o", out, "--resume", "--jobs", "1")
    for wanted in (1, 50):
        process = start(*args)
        await_lines(out, wanted, process)
        process.kill()
        process.communicate()
    with out.open("ab") as file:
        file.write(b'{"id": "event-2')  # as a loss of power leaves it
    kept = out.read_bytes().count(b"\n")
    done = batch(*args)
    assert done.returncode == 3
    assert f"{kept} skipped" in done.stderr.decode()
    assert out.read_bytes() == given[1]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_command_ends_at_once_quietly_and_without_leaving_processes(given, tmp_path, sent):
    out, many = tmp_path / "out.jsonl", tmp_path / "many.jsonl"
    many.write_bytes(given[0].read_bytes() * 20)  # so that it is not done before it is interrupted
    process = start(many, *SETTINGS, "-o", out, "--jobs", "2")
    await_lines(out, 5, process)
    workers = children(process.pid)
    assert workers
    os.killpg(process.pid, sent) if sent == signal.SIGINT else os.kill(process.pid, sent)
    told = process.communicate()[1].decode()
    assert process.returncode == 130
    assert "Traceback" not in told
    assert "not finished" in told
    assert "--resume" in told
    first = out.read_bytes()[: len(given[1])]
    assert given[1].startswith(first)
    assert_gone(workers)


def test_workers_of_a_command_that_is_killed_end_by_themselves(given, tmp_path):
    out = tmp_path / "out.jsonl"
    process = start(given[0], *SETTINGS, "-o", out, "--jobs", "2")
    await_lines(out, 5, process)
    workers = children(process.pid)
    process.kill()
    process.communicate()
    assert_gone(workers)


def assert_gone(processes):
    """Wait for processes to end; they are nobody's children any more, so they do not stay as zombies."""
    for process in processes:
        for _ in range(600):
            if not os.path.exists(f"/proc/{process}"):
                break
            time.sleep(0.05)
        else:
            pytest.fail(f"{process} is still there")


def test_what_changes_is_done_again_and_nothing_else(given, tmp_path, capsysbinary):
    out, source = tmp_path / "out.jsonl", tmp_path / "in.jsonl"
    out.write_bytes(given[1])
    changed = INPUT.splitlines(keepends=True)
    changed[3:3] = [lines([cluster(1000)]).encode()]
    changed[9] = lines([cluster(1001)]).encode()
    source.write_bytes(b"".join(changed))
    command = ["batch", str(source), *SETTINGS, "--jobs", "1"]
    assert run_command([*command, "-o", str(out), "--resume"]) == 3
    renumbered = sum(at > 3 for at in BAD)  # their results name the line
    assert f"{101 - 2 - renumbered} skipped".encode() in capsysbinary.readouterr().err
    assert run_command(command) == 3
    assert out.read_bytes() == capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["nowhere.jsonl"], 1, "nowhere.jsonl: cannot be read (No such file or directory)"),
        (["empty.jsonl"], 1, "no clusters in it"),
        (["in.jsonl", "-o", "in.jsonl"], 2, "is in the input"),
        (["in.jsonl", "--resume"], 2, "--resume needs a file of results"),
        (["in.jsonl", "--words", "0"], 2, "words must be 1 or more"),
        (["in.jsonl", "--timeout", "-1"], 2, "timeout must be a number of seconds above 0"),
        (["in.jsonl", "--memory", "0"], 2, "memory must be a number of megabytes above 0"),
        (["in.jsonl", "--jobs", "-7"], 2, "--jobs"),
        (["in.jsonl", "--jobs", "0"], 2, "jobs must be 1 or more"),
        (["in.jsonl", "--backend", "dask"], 2, "name the scheduler"),
        (["in.jsonl", "--backend", "spark"], 2, "local"),
        (["in.jsonl", "--address", "tcp://127.0.0.1:1"], 2, "give a backend, too"),
        (["in.jsonl", "-o", "results.jsonl"], 1, "holds results already; add --resume"),
        (["in.jsonl", "-o", "there.jsonl"], 1, "there.jsonl: is no file of results; choose another file"),
        (["in.jsonl", "-o", "there.jsonl", "--resume"], 1, "there.jsonl: is no file of results; choose another file"),
        (["in.jsonl", "-o", "whole.jsonl", "--resume"], 1, "whole.jsonl: is no file of results; choose another file"),
        (["in.jsonl", "-o", "mixed.jsonl", "--resume"], 1, "is no file of results (line 2 is no result); choose"),
        (["in.jsonl", "-o", "no/such/folder.jsonl"], 1, "cannot be written"),
        (["in.jsonl", "-o", "nowhere://out.jsonl"], 1, "nowhere://out.jsonl"),
        (["nowhere://in.jsonl"], 1, "nowhere://in.jsonl: cannot be read"),
    ],
)
def test_wrong_usage_is_one_line_that_names_it(tmp_path, monkeypatch, capsys, args, status, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text(lines(GOOD[:1]))
    result = '{"id": 1, "fingerprint": "%s", "summary": {}}\n' % ("0" * 32)
    held = {"there": '{"id": 1}\n', "whole": '{"id": 1}', "results": result, "mixed": f'{result}{{"id": 1}}\n'}
    for name, text in held.items():
        (tmp_path / f"{name}.jsonl").write_text(text)
    (tmp_path / "empty.jsonl").write_text("\n \n")
    assert run_command(["batch", "--jobs", "1", *args]) == status
    told = capsys.readouterr()
    assert message in told.err
    assert "Traceback" not in told.err
    assert (tmp_path / "in.jsonl").read_text() == lines(GOOD[:1])
    assert "What is done is kept" not in told.err
    assert {name: (tmp_path / f"{name}.jsonl").read_text() for name in held} == held


def test_the_end_of_whoever_reads_is_no_error_and_a_full_disk_is_one(given):
    with subprocess.Popen([*COMMAND, str(given[0]), "--jobs", "1"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
    assert process.returncode in (0, 3)
    done = batch(given[0], "-o", "/dev/full", "--jobs", "1")
    assert done.returncode == 1
    assert "/dev/full: cannot be written (No space left on device)" in done.stderr.decode()


def test_progress_is_shown_on_a_terminal_only(given):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, str(given[0]), *SETTINGS, "--jobs", "1"], stderr=theirs, stdout=subprocess.DEVNULL
    )
    os.close(theirs)
    seen = b""
    with suppress(OSError), open(ours, "rb", buffering=0) as terminal:  # an error is how a terminal ends
        while data := terminal.read(4096):
            seen += data
    process.wait()
    assert b" a second, " in seen
    assert b" left\x1b[K" in seen
    assert seen.endswith(b"\r\x1b[K96 ok, 4 failed, 0 skipped\r\n")
    assert b"failed" not in batch(given[0], *SETTINGS, "--jobs", "1", "--quiet").stderr


def test_the_line_of_progress_tells_rate_failures_and_time_left():
    from summarize.batch.runs import Tally

    tally = Tally(ok=1500, failed=3, skipped=500, bytes=4000, bytes_skipped=1000)
    assert line(tally, 60, Extent(bytes=10_000)) == "2,003 done, 25.1 a second, 3 failed, 0:01:15 left"
    assert line(tally, 60, Extent(clusters=3506)) == "2,003 done, 25.1 a second, 3 failed, 0:01:00 left"
    assert line(tally, 60, Extent()) == "2,003 done, 25.1 a second, 3 failed"
    assert line(Tally(), 0, Extent(10)) == "0 done, 0.0 a second, 0 failed"
    assert clock(3 * 3600 + 61.4) == "3:01:01"


def test_an_input_without_clusters_leaves_earlier_results_alone(given, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_bytes(given[1])
    assert batch("-", "-o", out, "--resume", "--jobs", "1", stdin=b"\n").returncode == 1
    assert out.read_bytes() == given[1]


@pytest.mark.skipif(importlib.util.find_spec("fsspec") is None, reason="fsspec is not installed")
def test_addresses_are_read_and_written_and_taken_up_again(given, tmp_path, monkeypatch, capsys):
    import fsspec

    monkeypatch.chdir(tmp_path)
    with fsspec.open("memory://bucket/in.jsonl", "wb") as file:
        file.write(b"".join(INPUT.splitlines(keepends=True)[:30]))
    args = ["batch", "memory://bucket/in.jsonl", *SETTINGS, "-o", "memory://bucket/out.jsonl", "--jobs", "1"]
    expected = b"".join(given[1].splitlines(keepends=True)[:30])
    assert run_command(args) == 3
    assert fsspec.filesystem("memory").cat("/bucket/out.jsonl") == expected
    assert run_command(args) == 1
    assert "holds results already" in capsys.readouterr().err
    fsspec.filesystem("memory").pipe("/bucket/out.jsonl", expected[: len(expected) // 2])
    assert run_command([*args, "--resume"]) == 3
    assert fsspec.filesystem("memory").cat("/bucket/out.jsonl") == expected
    assert list(tmp_path.iterdir()) == []


def test_a_dask_cluster_gives_the_same_bytes_also_when_its_workers_are_killed(given, tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed")
    out = tmp_path / "out.jsonl"
    with dask_cluster() as cluster_of_processes:
        address = cluster_of_processes.scheduler_address
        process = start(given[0], *SETTINGS, "-o", out, "--backend", "dask", "--address", address)
        await_lines(out, 30, process)
        os.kill(next(iter(cluster_of_processes.workers.values())).pid, signal.SIGKILL)
        told = process.communicate()[1].decode()
        assert process.returncode == 3, told
        assert out.read_bytes() == given[1]
        with joblib.parallel_config("dask", client=cluster_of_processes.get_client()):
            found = list(engine.run(kill_on_three, (Task(at, at) for at in range(9))))
        assert [outcome.result for outcome in found if outcome.task.item != 3] == [0, 2, 4, 8, 10, 12, 14, 16]
        assert isinstance(found[3].result, Died)
    done = batch(given[0], "--backend", "dask", "--address", "tcp://127.0.0.1:9", "--jobs", "2")
    assert done.returncode == 2
    assert "jobs counts processes of this machine" in done.stderr.decode()


def dask_cluster():
    """A cluster of two processes with one thread each."""
    import dask
    from distributed import LocalCluster

    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    return LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50)


def test_ray_gives_the_same_bytes(given):
    if importlib.util.find_spec("ray") is None:
        pytest.skip("Ray is not installed")
    done = batch(given[0], *SETTINGS, "--backend", "ray")
    assert (done.returncode, done.stdout) == (3, given[1]), done.stderr.decode()
