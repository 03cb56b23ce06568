"""The command, run as a user runs it."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys

import pytest

from summarize import __version__, summarize
from summarize.cli.output import say
from summarize.render.renderers import RENDERERS
from summarize.text.tokens import count_words
from tests.command import COMMAND, ROOT, failing, full_device, run, run_process

# sends itself Ctrl-C when a module is first looked for
INTERRUPTED = """
import os, signal, sys
from summarize.__main__ import main

class Interrupter:
    def find_spec(name, path=None, target=None):
        if name == sys.argv[1]:
            del sys.argv[1]
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupter)
main()
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("The dam at Elsa broke on Monday. Two villages were flooded, police said.")
    (tmp_path / "b.txt").write_text("A dam broke at Elsa on Monday. The minister promised help for many families.")
    return tmp_path


def test_the_main_job_prints_a_cited_summary_with_its_sources():
    done = run_process("seeds/", "--words", "150")
    assert done.returncode == 0
    body, sources = done.stdout.decode().split("\n\n", 1)
    assert count_words(re.sub(r"\[\d+\]", "", body)) <= 150
    assert re.search(r"\[1\]", body)
    assert sources.startswith("Sources (")
    assert "seeds/001_8ca32c7ec177678d.txt" in sources


def test_the_command_and_the_library_give_the_same():
    assert run("seeds/", "--words", "100").stdout.decode() == str(summarize([ROOT / "seeds"], words=100)).replace(
        f"{ROOT}/seeds", "seeds"
    )


def test_a_question_is_answered_and_what_the_articles_do_not_say_is_said_on_standard_error():
    done = run("seeds/", "--words", "60", "-q", "Which prisoners, and which kangaroo?")
    assert b"prisoners" in done.stdout
    assert done.stderr.decode() == "Warning: no sentence has these words of the query: kangaroo\n"
    assert "only words that every article has" in failing(2, "seeds/", "--query", "who is he")


def test_files_in_any_order_give_the_same_bytes():
    names = sorted(f"seeds/{name}" for name in os.listdir(ROOT / "seeds"))
    for form in RENDERERS:
        assert (
            run(*names, "-f", form).stdout
            == run(*reversed(names), "-f", form).stdout
            == run("seeds", "-f", form).stdout
        )


@pytest.mark.parametrize(("unit", "budget"), [("words", 60), ("sentences", 2), ("characters", 300)])
def test_each_budget_is_kept(unit, budget):
    summary = json.loads(run("seeds", f"--{unit}", budget, "-f", "json").stdout)
    size = {
        "words": summary["words"],
        "sentences": len(summary["sentences"]),
        "characters": len(summary["summary"]),
    }
    assert 0 < size[unit] <= budget


def test_standard_input_is_an_article():
    done = run("-", "-w", "9", stdin=b"The dam broke at dawn on Monday. Nobody was hurt.")
    assert done.stdout.decode().startswith("The dam broke at dawn on Monday. [1]")


def test_the_format_follows_the_ending_and_the_option_wins(folder, tmp_path):
    for name, head in [("s.json", "{"), ("s.md", "The dam"), ("s.html", "<!DOCTYPE html>"), ("s", "The dam")]:
        assert run(folder / "a.txt", "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_text().startswith(head)
    run(folder / "a.txt", "-o", tmp_path / "s.json", "-f", "text")
    assert (tmp_path / "s.json").read_text().startswith("The dam")


@pytest.mark.parametrize("command", [(), ("digest",)])
def test_an_unknown_ending_is_written_as_text_and_said(folder, tmp_path, command):
    done = run(*command, folder / "a.txt", "-o", tmp_path / "s.dat")
    assert done.returncode == 0
    assert (
        f"Warning: {tmp_path / 's.dat'}: plain text is written, since .dat is the ending of no" in done.stderr.decode()
    )
    assert ".pdf files are written" in failing(2, *command, folder / "a.txt", "-o", tmp_path / "s.pdf")
    assert b"plain text" not in run(*command, folder / "a.txt", "-o", tmp_path / "s").stderr


def test_help_can_be_learnt_from_and_version_is_said():
    shown = run("--help").stdout.decode()
    for part in (
        "PATH...",
        "--words",
        "--format",
        "Commands",
        "verify",
        "Examples",
        "Exit status",
        "default",
    ):
        assert part in shown
    assert run("-h").stdout == run("--help").stdout
    assert run("--version").stdout.decode() == f"summarize, version {__version__}\n"
    assert "SUMMARY.json" in run("verify", "--help").stdout.decode()


def test_every_example_in_the_help_runs(tmp_path):
    examples = re.findall(r"^ +(summarize .*)$", run("--help").stdout.decode(), re.M)
    assert len(examples) == 4
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    for command in " && ".join(examples).split(" && "):
        done = run(*shlex.split(command)[1:], cwd=tmp_path)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Usage"),
        (["seeds", "--words", "0"], "words must be 1 or more, got 0"),
        (["seeds", "--words", "-3"], "words must be 1 or more, got -3"),
        (["seeds", "--words", "ten"], "'ten' is not a valid integer"),
        (["seeds", "--words", "1.5"], "'1.5' is not a valid integer"),
        (["seeds", "--words", "5", "--sentences", "2"], "give one budget"),
        (["seeds", "--diversity", "nan"], "diversity must be a number from 0 to 1"),
        (["seeds", "--ranker", "magic"], "lexrank"),
        (["seeds", "--format", "pdf"], "markdown"),
        (["seeds", "--word", "5", "--nonsense"], "No such option"),
        (["seeds", "--language", "Klingon!"], "language must be a code"),
    ],
)
def test_wrong_usage_is_status_two_and_names_the_option(args, message):
    assert message in failing(2, *args)


def test_missing_and_empty_inputs_are_named(tmp_path):
    assert "nowhere.txt" in failing(1, "nowhere.txt")
    assert str(tmp_path) in failing(1, tmp_path)
    (tmp_path / "empty.txt").write_text("")
    assert "empty.txt" in failing(1, tmp_path / "empty.txt")
    (tmp_path / "dots.txt").write_text("... --- ...")
    assert "nothing to summarise" in failing(1, tmp_path / "dots.txt")


def test_a_bad_file_among_good_ones_is_named_and_skipped(folder):
    (folder / "noise.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    done = run(folder, "-w", "30", "-f", "json")
    assert done.returncode == 0
    assert "noise.txt" in done.stderr.decode()
    assert any("noise.txt" in warning for warning in json.loads(done.stdout)["warnings"])
    assert run(folder, "-w", "30", "--quiet").stderr == b""


def test_a_budget_below_the_shortest_sentence_is_status_one(folder):
    assert "shortest sentence has" in failing(1, folder, "--words", "2")


def test_no_path_or_huge_numbers_echo_pages():
    assert len(failing(2, "seeds", "--words", "-" + "9" * 5000)) < 300


def test_output_that_cannot_be_written_is_named_and_the_old_file_stays(folder, tmp_path, tmp_path_factory):
    device = full_device(tmp_path_factory.mktemp("device"))
    assert f"{device}: cannot be written" in failing(1, folder, "-o", device)
    assert "missing" in failing(1, folder, "-o", tmp_path / "missing" / "s.txt")
    assert "is read as an article" in failing(2, folder, "-o", folder / "a.txt")
    assert (folder / "a.txt").read_text().startswith("The dam")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    assert "is read as an article" in failing(2, folder, "-w", "30", "-o", folder / "binary.txt")
    assert "one of the articles" in failing(2, folder / "binary.txt", folder, "-w", "30", "-o", folder / "binary.txt")
    assert (folder / "binary.txt").read_bytes().startswith(b"\x89PNG")
    assert run(folder, "-w", "30", "-o", folder / "new.json").returncode == 0


def test_a_full_standard_error_does_not_cost_the_summary(folder):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, str(folder), "nowhere.txt"], stdout=subprocess.PIPE, stderr=full, check=False)
    assert done.returncode == 0
    assert b" dam " in done.stdout


def test_standard_output_that_is_full_is_status_one(folder):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, str(folder)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert "standard output cannot be written" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "Exception ignored" not in done.stderr.decode()


@pytest.mark.parametrize(("closed", "status"), [(">&-", 1), ("2>&-", 0)])
def test_a_stream_that_was_closed_before_the_start_is_no_traceback(folder, closed, status):
    line = f"{sys.executable} -m summarize {folder} -w 30 {closed}"
    done = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, check=False)  # noqa: S602
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert done.stdout == (b"" if status else run(folder, "-w", "30").stdout)


def test_dev_stdout_is_a_way_to_write_to_a_pipe(folder):
    assert run_process(folder, "-w", "30", "-o", "/dev/stdout").stdout == run(folder, "-w", "30").stdout


def test_a_name_that_is_too_long_is_named_as_such(folder):
    assert "cannot be written" in failing(1, folder, "-w", "30", "-o", "x" * 300)


def test_a_closed_pipe_is_quiet(folder):
    with subprocess.Popen(
        [*COMMAND, str(folder), "-w", "30", "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


@pytest.mark.parametrize("module", ["click", "summarize.pipeline", "nltk"])
def test_ctrl_c_during_imports_is_status_130_and_quiet(folder, module):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module, str(folder)], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"")


# a compiled module drops what is raised in its import
DROPPED = """
import os, signal, sys, time
import summarize.cli.main
from summarize.__main__ import main

def run(args):
    try:
        os.kill(os.getpid(), signal.{sent})
    except KeyboardInterrupt:
        sys.stderr.write("dropped")
    time.sleep(60)

signal.signal(signal.{sent}, signal.SIG_DFL)  # a job in the background may have it ignored
summarize.cli.main.run = run
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timers that interrupt")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interrupt_that_a_library_drops_comes_again(sent):
    program = DROPPED.format(sent=sent)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"dropped")


def test_an_interrupt_in_source_that_is_executed_is_status_130_as_well(tmp_path):
    """Python itself would remember it, and end by the signal in place of the status."""
    program = INTERRUPTED.replace("os.kill(", 'exec("os.kill(').replace("SIGINT)", 'SIGINT)\\nwhile True: pass")')
    (tmp_path / "interrupted.py").write_text(program)
    args = [sys.executable, "-m", "interrupted", "click", str(tmp_path)]
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(args, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"")


def test_ctrl_c_while_reading_is_status_130_and_quiet(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with (
        subprocess.Popen([*COMMAND, str(pipe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child,
        pipe.open("wb"),  # returns when the command has opened the other end
    ):
        child.send_signal(signal.SIGINT)
        _, message = child.communicate()
    assert message.strip() == b""
    assert child.returncode == 130


def test_terminal_escapes_never_come_out_raw(folder):
    (folder / "c\x1b[31m.txt").write_text(
        "\x1b]52;c;YmFk\x07The dam at Elsa\x1b[2J broke on Monday at dawn, police said."
    )
    done = run(folder, "-w", "60")
    assert b"\x1b" not in done.stdout + done.stderr
    assert "\x1b" not in failing(1, "no\x1b[31m.txt")


def test_every_message_is_one_line_and_steers_no_terminal(capsys):
    say("no\x1b[31m.txt\n\x9b2J: \udce9")
    assert capsys.readouterr().err == "no\ufffd[31m.txt \ufffd2J: \\xe9\n"


def test_verbose_tells_the_stages_on_standard_error(folder):
    done = run_process(folder, "--verbose")
    assert "2 articles" in done.stderr.decode()
    shown = run(folder).stdout
    assert b"Related passages" not in shown
    assert done.stdout.splitlines()[0] == shown.splitlines()[0]


def test_verbose_lists_related_passages_in_text(folder):
    (folder / "c.txt").write_text("The dam at Elsa broke at dawn on Monday and 9 people died in the villages below it.")
    (folder / "d.txt").write_text("Nine people died below the dam at Elsa, which was old. Crews came to the villages.")
    done = run_process(folder, "--verbose", "--sentences", "1")
    assert b"\nRelated passages\n- " in done.stdout
    assert b"Related passages" not in run(folder, "--sentences", "1").stdout


def test_what_is_not_written_or_fetched_has_a_line_of_its_own(tmp_path):
    done = run("seeds", "-o", str(tmp_path / "a.pdf"))
    assert done.returncode == 2
    assert "no .pdf files are written; use one of .txt, .md" in done.stderr.decode()
    assert not list(tmp_path.iterdir())
    done = run("https://paper.example/mill")
    assert done.returncode == 1
    assert "is an address, and nothing is fetched; save the page" in done.stderr.decode()
