"""The command, run as a user runs it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarize import __version__, summarize
from summarize.render.renderers import RENDERERS
from summarize.text.tokens import count_words

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "summarize"]


def run(*args, stdin=None, cwd=ROOT, **environment):
    env = {**os.environ, "COLUMNS": "80", **environment}
    return subprocess.run([*COMMAND, *map(str, args)], cwd=cwd, input=stdin, capture_output=True, env=env, check=False)


def failing(status, *args, **how):
    """Run a command that must fail with one line on standard error, nothing on standard output and no traceback."""
    done = run(*args, **how)
    message = done.stderr.decode()
    assert done.returncode == status, message
    assert done.stdout == b""
    assert "Traceback" not in message
    return message


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("The dam at Elsa broke on Monday. Two villages were flooded, police said.")
    (tmp_path / "b.txt").write_text("A dam broke at Elsa on Monday. The minister promised help for many families.")
    return tmp_path


def test_the_main_job_prints_a_cited_summary_with_its_sources():
    done = run("seeds/", "--words", "150")
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
    for example in examples:
        line = example.replace("summarize ", f"{sys.executable} -m summarize ")
        done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, check=False)  # noqa: S602
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


def test_output_that_cannot_be_written_is_named_and_the_old_file_stays(folder, tmp_path):
    assert "/dev/full" in failing(1, folder, "-o", "/dev/full")
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
    assert run(folder, "-w", "30", "-o", "/dev/stdout").stdout == run(folder, "-w", "30").stdout


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


@pytest.mark.parametrize("pause", [0, 0.6, 1.2])
def test_ctrl_c_is_status_130_and_quiet(tmp_path, pause):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([*COMMAND, str(pipe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        if pause:
            time.sleep(pause)  # while it is importing, on most machines
        else:
            writer = pipe.open("wb")  # returns when the command has opened the other end
        child.send_signal(signal.SIGINT)
        try:
            _, message = child.communicate(timeout=30)
        finally:
            child.kill()
    if not pause:
        writer.close()
    assert message.strip() == b""
    assert child.returncode == 130


def test_terminal_escapes_never_come_out_raw(folder):
    (folder / "c\x1b[31m.txt").write_text(
        "\x1b]52;c;YmFk\x07The dam at Elsa\x1b[2J broke on Monday at dawn, police said."
    )
    done = run(folder, "-w", "60")
    assert b"\x1b" not in done.stdout + done.stderr
    assert "\x1b" not in failing(1, "no\x1b[31m.txt")


def test_a_terminal_gets_wrapped_text_and_bold_headings_unless_no_color():
    shown = {}
    for colour in ("", "1"):
        program = f"import pty, sys; sys.exit(pty.spawn({[*COMMAND, 'seeds']!r}))"
        env = {**os.environ, "COLUMNS": "60", "NO_COLOR": colour}
        shown[colour] = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        ).stdout.decode()
    assert "\x1b[1mSources" in shown[""]
    assert "\x1b" not in shown["1"]
    assert max(map(len, shown["1"].splitlines())) <= 60


def test_verbose_tells_the_stages_on_standard_error(folder):
    done = run(folder, "--verbose")
    assert "2 articles" in done.stderr.decode()
    assert done.stdout == run(folder).stdout


def saved(folder):
    path = folder.parent / "summary.json"
    assert run(folder, "-w", "40", "-o", path).returncode == 0
    return path


def retell(summary, texts):
    """Make the fields that follow from the sentences follow from them again."""
    summary["summary"] = " ".join(texts)
    summary["words"] = count_words(summary["summary"])


def cut_short(summary):
    first = summary["sentences"][0]
    first["text"] = first["citations"][0]["text"] = first["text"].rsplit(" ", 1)[0]
    first["citations"] = first["citations"][:1]
    first["citations"][0]["end"] = first["citations"][0]["start"] + len(first["text"])
    retell(summary, [sentence["text"] for sentence in summary["sentences"]])


def said_twice(summary):
    summary["sentences"].append(summary["sentences"][0])
    retell(summary, [sentence["text"] for sentence in summary["sentences"]])


def test_verify_bears_out_what_was_written(folder):
    done = run("verify", saved(folder))
    assert done.returncode == 0, done.stdout
    assert "all as quoted" in done.stdout.decode()


def test_verify_bears_out_a_text_too_short_to_tell_its_language(tmp_path):
    told = "Die Feuerwehr löschte am Montag den Brand im Hafen. Zwei Männer wurden dabei schwer verletzt. "
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(told + "Die Polizei sucht nach Zeugen des Unglücks.", encoding="utf-8")
    (folder / "b.txt").write_text("Am 19. Mai kam bzw. ging Frl. Rau.", encoding="utf-8")
    path = saved(folder)
    articles = json.loads(path.read_text(encoding="utf-8"))
    assert {one["language"] for one in articles["sources"] + articles["unused"]} == {"de"}
    assert len(articles["sources"]) == 2
    done = run("verify", path)
    assert done.returncode == 0, done.stdout


def test_verify_reads_a_summary_that_tells_no_languages(folder):
    path = saved(folder)
    summary = json.loads(path.read_text(encoding="utf-8"))
    for one in summary["sources"] + summary["unused"]:
        del one["language"]
    path.write_text(json.dumps(summary), encoding="utf-8")
    assert run("verify", path).returncode == 0


def test_verify_names_a_changed_article(folder):
    path = saved(folder)
    (folder / "a.txt").write_text("The dam at Elsa held on Monday. Two villages were flooded, police said.")
    done = run("verify", path)
    assert done.returncode == 1
    assert "a.txt: the text has changed" in done.stdout.decode()
    assert "mismatch" in done.stderr.decode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s["sentences"][0].update(text="Invented."), "not that of the sentences"),
        (lambda s: s.update(summary="Invented."), "not that of the sentences"),
        (lambda s: s["sentences"][0]["citations"][0].update(text="Invented."), "not the text of its first citation"),
        (lambda s: s["sentences"][0]["citations"][0].update(start=1), "differs"),
        (lambda s: s["sentences"][0]["citations"][0].update(start=-1), "outside the document"),
        (lambda s: s["sentences"][0]["citations"][0].update(end=10**6), "outside the document"),
        (lambda s: s["sentences"][0]["citations"][0].update(source=7), "[7]"),
        (lambda s: s["sentences"][0]["citations"].append(s["sentences"][0]["citations"][0]), "cites an article twice"),
        (lambda s: s["sentences"][0].update(voices=9), "cannot have 9 independent voices"),
        (lambda s: s["sentences"][0].update(voices=True), "wrong type"),
        (lambda s: s["sentences"][0].update(score=99), "outside 0 to 1"),
        (lambda s: s["sentences"][0].update(score=float("nan")), "NaN"),
        (lambda s: s.update(words=3), "not 3"),
        (lambda s: s["settings"].update(words=4), "over the 4 allowed"),
        (lambda s: s["settings"].pop("words"), "do not name one budget"),
        (lambda s: s["settings"].update(sentences=9), "do not name one budget"),
        (lambda s: s["sources"][0].update(sha256="0" * 64), "has changed"),
        (lambda s: s["sources"][0].update(number=2), "not numbered"),
        (lambda s: s["sources"][0].update(document=5), "not each listed once"),
        (lambda s: s.update(sentences=[], sources=[], summary="", words=0), "no sentence"),
        (lambda s: s["sources"][0].update(title="Invented"), "the title is Invented in the summary, missing as read"),
        (lambda s: s["sources"][0].update(date="2020-01-01"), "the date is 2020-01-01 in the summary, missing as read"),
        (lambda s: s["sources"][0].update(url="https://x.example"), "the url is "),
        (lambda s: s["sources"][0].update(author="Invented"), "the author is "),
        (lambda s: s["sources"][0].update(outlet="Invented"), "the outlet is "),
        (cut_short, "not a whole sentence"),
        (said_twice, "again"),
    ],
)
def test_verify_names_every_kind_of_forgery(folder, change, message):
    path = saved(folder)
    summary = json.loads(path.read_text())
    change(summary)
    path.write_text(json.dumps(summary))
    done = run("verify", path, folder)
    assert done.returncode == 1
    assert message in (done.stdout + done.stderr).decode()


def test_verify_tells_articles_of_the_same_text_by_what_is_known_of_them(tmp_path):
    text = "The dam at Elsa broke on Monday. Two villages were flooded, police said."
    entries = [{"text": text, "title": f"Dam {at}", "date": f"2024-03-0{at}"} for at in (1, 2)]
    (tmp_path / "a.json").write_text(json.dumps(entries))
    (tmp_path / "b.txt").write_text(f"Dam at Elsa breaks\n\n{text}")
    path = tmp_path / "s.json"
    assert run("--format", "json", "-o", path, tmp_path / "a.json", tmp_path / "b.txt").returncode == 0
    written = json.loads(path.read_text())
    assert {source["title"] for source in written["sources"]} == {"Dam 1", "Dam 2", "Dam at Elsa breaks"}
    assert run("verify", path).returncode == 0
    changed = (
        path.read_text().replace('"Dam at Elsa breaks"', '"Dam at Elsa holds"').replace("2024-03-02", "2024-03-09")
    )
    path.write_text(changed)
    done = run("verify", path)
    assert len(done.stdout.decode().splitlines()) == 2, done.stdout
    assert "the date is 2024-03-09 in the summary, 2024-03-02 as read" in done.stdout.decode()
    assert "the title is Dam at Elsa holds in the summary, Dam at Elsa breaks as read" in done.stdout.decode()


def test_verify_finds_articles_that_moved(folder, tmp_path_factory):
    path = saved(folder)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("a.txt", "b.txt"):
        (folder / name).rename(elsewhere / name)
    assert "a.txt" in failing(1, "verify", path)
    assert run("verify", path, elsewhere).returncode == 0


@pytest.mark.parametrize("text", ["", "[]", "{", '{"words": 3}', "[" * 100_000, '{"words": NaN}', "\x00"])
def test_verify_refuses_what_is_no_summary(tmp_path, text):
    (tmp_path / "s.json").write_text(text)
    assert "not a summary" in failing(1, "verify", tmp_path / "s.json")


def test_verify_names_a_missing_summary():
    assert "nowhere.json" in failing(1, "verify", "nowhere.json")
