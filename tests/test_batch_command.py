"""`summarize batch`, run as a user runs it: killed, interrupted, resumed; what needs no process of its own has none."""

import importlib.util
import io
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
from pathlib import Path

import pytest

from summarize import Document, summarize
from summarize.cli.main import run as run_command
from summarize.cli.output import Extent, clock, line
from tests.batches import COMMAND, batch, children, cluster, large_documents, lines, results, wait_until
from tests.command import full_device

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
GOOD = [cluster(number) for number in range(24)]
BAD = {2: "nonsense", 9: '{"id": "no text", "documents": [{}]}', 15: '{"documents": [{"text": "..."}]}', 23: "{"}
INPUT = "".join(f"{BAD[row]}\n" if row in BAD else lines([fields]) for row, fields in enumerate(GOOD)).encode()
SETTINGS = ("--words", "20")


# results that need no time, and a cluster that needs more of it than any test
BAD_INPUT = "".join(f"{line}\n" for line in BAD.values()).encode()
ENDLESS = lines([{"id": "endless", "documents": [{"text": "The dam at Elsa broke at dawn. " * 500_000}]}]).encode()


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """The input as a file, and what one process makes of it."""
    source = tmp_path_factory.mktemp("batch") / "in.jsonl"
    source.write_bytes(INPUT)
    out = source.with_name("out.jsonl")
    assert run_command(["batch", str(source), *SETTINGS, "-o", str(out), "--jobs", "1"]) == 3
    return source, out.read_bytes()


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(BAD_INPUT)
    return path


def start(*args, **how):
    """Start the command as the first process of a group."""
    return subprocess.Popen([*COMMAND, *map(str, args)], stderr=subprocess.PIPE, start_new_session=True, **how)


def await_lines(path, count, process):
    """Wait until so many results are in a file, or the command has ended."""
    wait_until(lambda: process.poll() is not None or (path.exists() and path.read_bytes().count(b"\n") >= count))


def await_end(processes):
    """Wait for processes to end; nobody may be there to bury those whose parent was killed."""

    def state(process):
        try:
            return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return "gone"

    wait_until(lambda: all(state(process) in ("Z", "gone") for process in processes))


def test_a_result_is_the_summary_with_the_id_or_an_error(given):
    written = results(given[1])
    assert [result["id"] for result in written if "error" not in result] == [
        fields["id"] for row, fields in enumerate(GOOD) if row not in BAD
    ]
    kinds = {row: result["error"]["kind"] for row, result in enumerate(written) if "error" in result}
    assert kinds == {2: "input", 9: "input", 15: "summary", 23: "input"}
    documents = [Document(article["text"], article["title"]) for article in GOOD[5]["documents"]]
    alone = json.loads(summarize(documents, words=20).to_json())
    fingerprint = written[5]["fingerprint"]
    assert written[5] == {"id": "event-5", "fingerprint": fingerprint, **alone, "fields": {"topic": 2}}


def test_two_processes_and_standard_input_give_the_bytes_of_one_process(given):
    first, expected = INPUT.splitlines(keepends=True)[0], given[1].splitlines(keepends=True)[0]
    done = batch("-", *SETTINGS, "--jobs", "2", stdin=INPUT + first * 5)
    assert done.returncode == 3
    assert done.stdout == given[1] + expected * 5


def test_without_order_the_same_lines_are_written(given, tmp_path):
    out = tmp_path / "out.jsonl"
    assert run_command(["batch", str(given[0]), *SETTINGS, "-o", str(out), "--unordered", "--jobs", "1"]) == 3
    assert sorted(out.read_bytes().splitlines()) == sorted(given[1].splitlines())


def test_a_killed_command_leaves_no_process_and_goes_on_to_the_same_bytes(bad, tmp_path, capsys):
    out, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    bad.write_bytes(BAD_INPUT + ENDLESS * 2)
    process = start(bad, "-o", out, "--jobs", "2")
    await_lines(out, 1, process)
    workers = children(process.pid)
    assert workers
    process.kill()
    process.communicate()
    await_end(workers)
    with out.open("ab") as file:
        file.write(b'{"id": "event-2')  # as a loss of power leaves it
    kept = out.read_bytes().count(b"\n")
    bad.write_bytes(BAD_INPUT + lines([GOOD[0]]).encode())
    assert run_command(["batch", str(bad), "-o", str(out), "--resume", "--jobs", "1"]) == 3
    assert f"{kept} skipped" in capsys.readouterr().err
    assert run_command(["batch", str(bad), "-o", str(whole), "--jobs", "1"]) == 3
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(("sent", "jobs"), [(signal.SIGINT, 2), (signal.SIGTERM, 1)])
def test_an_interrupted_command_ends_at_once_quietly_and_without_leaving_processes(bad, tmp_path, sent, jobs):
    out = tmp_path / "out.jsonl"
    bad.write_bytes(BAD_INPUT + ENDLESS * jobs)
    process = start(bad, "-o", out, "--jobs", jobs)
    await_lines(out, len(BAD), process)
    workers = children(process.pid)
    assert bool(workers) == (jobs > 1)
    os.killpg(process.pid, sent) if sent == signal.SIGINT else os.kill(process.pid, sent)
    message = process.communicate()[1].decode()
    assert process.returncode == 130, message
    assert "Traceback" not in message
    assert "not finished" in message
    assert "--resume" in message
    assert [result["error"]["kind"] for result in results(out.read_bytes())] == ["input", "input", "summary", "input"]
    await_end(workers)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_do_not_wait_for_lines_that_have_not_arrived_and_an_interrupt_neither(jobs):
    process = start("-", *SETTINGS, "--jobs", jobs, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    assert process.stdin
    assert process.stdout
    for row in (0, 1, 2):
        process.stdin.write(lines([GOOD[row]]).encode())
        result = process.stdout.readline()
        assert json.loads(result)["id"] == GOOD[row]["id"]
    process.stdin.write(b'{"id": "torn')
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait() == 130
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream
        stream.close()


@pytest.mark.slow
def test_four_processes_give_the_bytes_of_one(given):
    done = batch(given[0], *SETTINGS, "--jobs", "4")
    assert (done.returncode, done.stdout) == (3, given[1])


@pytest.mark.slow
def test_workers_killed_at_random_moments_change_no_byte(given, tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(INPUT * 4)
    process = start(source, *SETTINGS, "-o", out, "--jobs", "2")
    dice = random.Random(1)
    for count in (1, 40):
        await_lines(out, count, process)
        time.sleep(dice.uniform(0, 0.2))
        for worker in dice.sample(sorted(children(process.pid)), 1):
            os.kill(worker, signal.SIGKILL)
    message = process.communicate()[1].decode()
    assert process.returncode == 3, message
    assert "80 ok, 16 failed" in message
    whole = batch(source, *SETTINGS, "--jobs", "1")
    assert out.read_bytes() == whole.stdout


@pytest.mark.slow
def test_a_command_killed_at_any_moment_goes_on_to_the_same_bytes(given, tmp_path):
    out = tmp_path / "out.jsonl"
    args = (given[0], *SETTINGS, "-o", out, "--resume", "--jobs", "1")
    for count in (1, 5, 12, 20):
        process = start(*args)
        await_lines(out, count, process)
        process.kill()
        process.communicate()
    assert batch(*args).returncode == 3
    assert out.read_bytes() == given[1]


@pytest.mark.slow
def test_a_cluster_that_eats_memory_costs_only_itself_when_workers_are_killed_for_it(tmp_path):
    eater = {"id": "eater", "documents": [{"text": text} for text in large_documents(3_000)]}
    clusters = [*GOOD[:12], eater, *GOOD[12:]]
    (tmp_path / "in.jsonl").write_text(lines(clusters))
    process = start("in.jsonl", *SETTINGS, "-o", "out.jsonl", "--jobs", "2", cwd=tmp_path)
    over = threading.Event()

    def kill_for_memory():
        """Do what the system does when memory runs out."""
        while not over.wait(0.1):
            for worker, size in children(process.pid).items():
                if size > 300_000_000:
                    with suppress(ProcessLookupError):
                        os.kill(worker, signal.SIGKILL)

    killer = threading.Thread(target=kill_for_memory)
    killer.start()
    message = process.communicate()[1].decode()
    over.set()
    killer.join()
    assert message.endswith("24 ok, 1 failed, 0 skipped\n"), message
    written = results((tmp_path / "out.jsonl").read_bytes())
    assert [result["id"] for result in written] == [fields["id"] for fields in clusters]
    assert {result["id"]: result["error"]["kind"] for result in written if "error" in result} == {"eater": "died"}


def test_what_changes_is_done_again_and_nothing_else(given, tmp_path, capsysbinary):
    out, source = tmp_path / "out.jsonl", tmp_path / "in.jsonl"
    out.write_bytes(given[1])
    changed = INPUT.splitlines(keepends=True)
    changed[3:3] = [lines([cluster(1000)]).encode()]
    changed[8] = lines([cluster(1001)]).encode()
    source.write_bytes(b"".join(changed))
    command = ["batch", str(source), *SETTINGS, "--jobs", "1"]
    assert run_command([*command, "-o", str(out), "--resume"]) == 3
    renumbered = sum(row > 3 for row in BAD)  # their results name the line
    assert f"{len(changed) - 2 - renumbered} skipped".encode() in capsysbinary.readouterr().err
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
        (["in.jsonl", "--address", "tcp://127.0.0.1:1"], 2, "name its backend as well"),
        (["in.jsonl", "-o", "results.jsonl"], 1, "holds results already; add --resume"),
        (["in.jsonl", "-o", "there.jsonl"], 1, "there.jsonl: is not a file of results; choose another file"),
        (
            ["in.jsonl", "-o", "there.jsonl", "--resume"],
            1,
            "there.jsonl: is not a file of results; choose another file",
        ),
        (
            ["in.jsonl", "-o", "whole.jsonl", "--resume"],
            1,
            "whole.jsonl: is not a file of results; choose another file",
        ),
        (["in.jsonl", "-o", "mixed.jsonl", "--resume"], 1, "is not a file of results (line 2 is not a result); choose"),
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
    shown = capsys.readouterr().err
    assert message in shown
    assert "Traceback" not in shown
    assert (tmp_path / "in.jsonl").read_text() == lines(GOOD[:1])
    assert "What is done is kept" not in shown
    assert {name: (tmp_path / f"{name}.jsonl").read_text() for name in held} == held


def test_the_end_of_whoever_reads_is_no_error(bad):
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([*COMMAND, str(bad), "--jobs", "1"], stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_is_an_error_that_names_the_file(bad, capsys, tmp_path):
    device = full_device(tmp_path)
    assert run_command(["batch", str(bad), "-o", str(device), "--jobs", "1"]) == 1
    assert f"{device}: cannot be written (No space left on device)" in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_only(bad, capsys):
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*COMMAND, str(bad), "--jobs", "1"], stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    with suppress(OSError), open(ours, "rb", buffering=0) as terminal:  # an error is how a terminal ends
        while data := terminal.read(4096):
            shown += data
    process.wait()
    assert b" a second, " in shown
    assert b" left\x1b[K" in shown
    failed = "Failed: line 1 (input), 'no text' (input), line 3 (summary), line 4 (input)"
    assert shown.endswith(f"\r\x1b[K{failed}\r\n0 ok, 4 failed, 0 skipped\r\n".encode())
    run_command(["batch", str(bad), "--jobs", "1"])
    assert capsys.readouterr().err == f"{failed}\n0 ok, 4 failed, 0 skipped\n"
    run_command(["batch", str(bad), "--jobs", "1", "--quiet"])
    assert capsys.readouterr().err == ""


def test_of_many_clusters_that_failed_the_first_are_named_also_when_an_earlier_run_has_found_it(tmp_path, capsys):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(f'{{"id": "bad \\u001b[31m {row}", "documents": 1}}\n' for row in range(12)))
    args = ["batch", str(source), "-o", str(out), "--jobs", "1"]
    for counts, more in (("0 ok, 12 failed, 0 skipped", []), ("0 ok, 0 failed, 12 skipped", ["--resume"])):
        assert run_command([*args, *more]) == 3
        failed, last = capsys.readouterr().err.splitlines()
        assert last.startswith(counts)
        assert failed.startswith("Failed: 'bad ")
        assert failed.endswith(" 9' (input) and 2 more")
        assert "\x1b" not in failed


def test_the_line_of_progress_tells_rate_failures_and_time_left():
    from summarize.batch.runs import Tally

    tally = Tally(ok=1500, failed=3, skipped=500, bytes=4000, bytes_skipped=1000)
    assert line(tally, 60, Extent(bytes=10_000)) == "2,003 done, 25.1 a second, 3 failed, 0:01:15 left"
    assert line(tally, 60, Extent(clusters=3506)) == "2,003 done, 25.1 a second, 3 failed, 0:01:00 left"
    assert line(tally, 60, Extent()) == "2,003 done, 25.1 a second, 3 failed"
    assert line(Tally(), 0, Extent(10)) == "0 done, 0.0 a second, 0 failed"
    assert clock(3 * 3600 + 61.4) == "3:01:01"


def test_an_input_without_clusters_leaves_earlier_results_alone(given, tmp_path, monkeypatch):
    out = tmp_path / "out.jsonl"
    out.write_bytes(given[1])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    assert run_command(["batch", "-", "-o", str(out), "--resume", "--jobs", "1"]) == 1
    assert out.read_bytes() == given[1]


@pytest.mark.skipif(importlib.util.find_spec("fsspec") is None, reason="fsspec is not installed")
def test_addresses_are_read_and_written_and_taken_up_again(given, tmp_path, monkeypatch, capsys):
    import fsspec

    monkeypatch.chdir(tmp_path)
    with fsspec.open("memory://bucket/in.jsonl", "wb") as file:
        file.write(b"".join(INPUT.splitlines(keepends=True)[:10]))
    args = ["batch", "memory://bucket/in.jsonl", *SETTINGS, "-o", "memory://bucket/out.jsonl", "--jobs", "1"]
    expected = b"".join(given[1].splitlines(keepends=True)[:10])
    assert run_command(args) == 3
    assert fsspec.filesystem("memory").cat("/bucket/out.jsonl") == expected
    assert run_command(args) == 1
    assert "holds results already" in capsys.readouterr().err
    fsspec.filesystem("memory").pipe("/bucket/out.jsonl", expected[: len(expected) // 2])
    assert run_command([*args, "--resume"]) == 3
    assert fsspec.filesystem("memory").cat("/bucket/out.jsonl") == expected
    assert list(tmp_path.iterdir()) == []
