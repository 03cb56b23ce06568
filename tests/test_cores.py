"""Large inputs on several cores: the bytes of one core, errors that arrive, and what an interrupt leaves."""

import json
import signal
import subprocess
import sys

import joblib
import pytest

from summarize import Document, SummarizeError, digest
from summarize.batch.cores import cores, map_on_workers, surrounding
from summarize.cutting import MIN_CHARACTERS, worth_cores
from summarize.errors import DiedError
from tests.batches import cluster, die_in_passing, wait_until
from tests.command import COMMAND, ROOT, failing, run

DIGEST = ("digest", "mixed.jsonl", "--words", "20", "-f", "jsonl")


@pytest.fixture
def mixed(tmp_path):
    """A folder with a file of articles of many stories, and the documents that it holds."""
    rows = [
        {**row, "title": f"Report {number}", "text": f"{row['text']} Town {chr(65 + number)}ville is number {number}."}
        for number in range(24)
        for row in cluster(number)["documents"]
    ]
    (tmp_path / "mixed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("mixed.jsonl", "--words", "40", "-f", "json"),
        pytest.param(("inspect", "mixed.jsonl", "-f", "json"), marks=pytest.mark.slow),
        pytest.param(("digest", "mixed.jsonl", "--words", "20", "-f", "json"), marks=pytest.mark.slow),
        DIGEST,
    ],
    ids=["summarize", "inspect", "digest", "lines"],
)
def test_two_processes_give_the_bytes_of_one(mixed, command):
    one, two = (run(*command, "--jobs", jobs, cwd=mixed) for jobs in (1, 2))
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert one.returncode == 0


@pytest.mark.parametrize("command", ["digest", "inspect", "."])
def test_no_processes_are_refused(command):
    assert "jobs must be" in failing(2, command, "seeds/", "--jobs", "0")


def test_several_cores_are_taken_for_much_text_only(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert not worth_cores([Document("a" * (MIN_CHARACTERS - 1))])
    assert worth_cores([Document("a" * MIN_CHARACTERS)])
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert not worth_cores([Document("a" * MIN_CHARACTERS)])


def test_the_library_works_on_the_workers_that_joblib_is_set_to(mixed):
    alone = digest(mixed / "mixed.jsonl", words=20)
    assert surrounding() is map
    with joblib.parallel_config("loky", n_jobs=2):
        assert surrounding() is map_on_workers
        assert digest(mixed / "mixed.jsonl", words=20).to_json() == alone.to_json()


def refuse(item):
    if item == 2:
        raise SummarizeError("not this one")
    return item


def test_the_error_of_an_item_comes_when_its_turn_comes():
    with cores(2) as mapper:
        results = iter(mapper(refuse, range(5)))
        assert [next(results), next(results)] == [0, 1]
        with pytest.raises(SummarizeError, match="not this one"):
            next(results)


@pytest.mark.slow
def test_work_that_kills_its_workers_is_an_error(tmp_path):
    with cores(2) as mapper, pytest.raises(DiedError, match="every process that worked on it died"):
        list(mapper(die_in_passing, [(number, tmp_path / "mark") for number in range(6)]))


def test_a_later_run_goes_on_with_the_stories_that_are_told(mixed):
    output = mixed / "out" / "stories.jsonl"
    output.parent.mkdir()
    assert run(*DIGEST, "-o", output, "--stories", "3", cwd=mixed).returncode == 0
    assert output.read_bytes().count(b"\n") == 3
    told = output.read_bytes()
    assert "holds results already" in failing(1, *DIGEST, "-o", output, cwd=mixed)
    output.write_bytes(told[:-100])  # torn by a loss of power
    assert run(*DIGEST, "-o", output, "--resume", cwd=mixed).returncode == 0
    assert output.read_bytes() == run(*DIGEST, cwd=mixed).stdout
    assert output.read_bytes().startswith(told)


def test_stories_of_other_settings_are_told_anew_and_the_old_ones_kept_aside(mixed):
    output = mixed / "out" / "stories.jsonl"
    output.parent.mkdir()
    assert run(*DIGEST, "-o", output, "--stories", "3", cwd=mixed).returncode == 0
    before, changed = output.read_bytes(), ("digest", "mixed.jsonl", "--words", "12", "-f", "jsonl")
    done = run(*changed, "-o", output, "--resume", cwd=mixed)
    assert "3 stories of other articles or settings: now in" in done.stderr.decode()
    assert output.with_name("stories.jsonl.before").read_bytes().startswith(before)
    assert output.read_bytes() == run(*changed, cwd=mixed).stdout


def test_resuming_needs_a_file_of_lines(mixed):
    assert "--resume needs a file" in failing(2, "digest", "mixed.jsonl", "--resume", cwd=mixed)
    assert "--resume needs a file" in failing(2, "digest", "mixed.jsonl", "--resume", "-o", "a.json", cwd=mixed)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.slow), "2"])
def test_an_interrupt_loses_no_story_that_is_told(mixed, jobs):
    source, output = mixed / "mixed.jsonl", mixed / "out.jsonl"
    lines = source.read_text().splitlines(keepends=True)
    source.write_text("".join(line.replace("Town ", f"Town{part} ") for part in range(3) for line in lines))
    args = [*COMMAND, "digest", source, "--words", "20", "-o", output, "--jobs", jobs]
    process = subprocess.Popen(args, cwd=ROOT, stderr=subprocess.PIPE)
    wait_until(lambda: process.poll() is not None or (output.exists() and output.read_bytes().count(b"\n") >= 2))
    process.send_signal(signal.SIGINT)
    message = process.communicate()[1].decode()
    assert "Traceback" not in message
    if process.returncode == 130:  # else it was done before the signal came
        assert "the same command with --resume goes on" in message
    told = output.read_bytes()
    assert told.count(b"\n") >= 2
    assert subprocess.run([*args, "--resume"], cwd=ROOT, capture_output=True, check=False).returncode == 0
    assert output.read_bytes().startswith(told[: told.rfind(b"\n") + 1])
