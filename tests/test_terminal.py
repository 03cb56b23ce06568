"""The command as a person at a terminal meets it: help, typing mistakes, completion, the manual page, the width."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import wcwidth

from summarize.cli import man
from summarize.cli.group import Front
from summarize.cli.summarize import front
from tests.command import COMMAND, ROOT, Terminal, failing, run

SCRIPT = Path(sys.executable).parent / "summarize"
CHINESE = "堤防は月曜日の夜明けに決壊し、二つの村が浸水したと警察が発表した。住民は全員避難して無事だったという。" * 3


HEADINGS = ["Length", "Choice", "Output", "Messages", "Other", "Commands"]


def options(command):
    """Return all names of the options of a command."""
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")}


def test_options_stand_under_headings_and_none_is_lost():
    shown = run("--help").stdout.decode()
    assert re.findall(r"^(\w+):$", shown, re.M) == HEADINGS
    assert options(front) <= set(re.findall(r"--?[a-z]+(?:-[a-z]+)*", shown))


def test_each_command_is_described_on_one_line_of_the_help():
    shown = run("--help", COLUMNS="80").stdout.decode()
    for name, command in front.commands.items():
        line = re.search(rf"^  {name} +(.*)$", shown, re.M)
        assert line is not None
        assert line[1] == command.short_help


def test_the_first_word_alone_names_a_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one").mkdir()
    commands = [click.Command(name, callback=lambda name=name: name) for name in ("one", "two")]
    paths = click.Argument(["paths"], nargs=-1)
    front = Front("front", callback=lambda paths: paths, params=[paths], commands=commands)
    ways = {("one",): "one", ("two",): "two", ("./one",): ("./one",), ("a", "one"): ("a", "one")}
    assert {way: front.main(list(way), standalone_mode=False) for way in ways} == ways


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["evalute", "seeds"], "evalute is neither a file nor a command; did you mean evaluate?"),
        (["verfy", "--quiet", "x.json"], "verfy is neither a file nor a command; did you mean verify?"),
        (["seeds", "--wrods", "5"], "--words"),
        (["seeds", "--sentence", "5"], "--sentences"),
        (["verify", "--quite", "x.json"], "--quiet"),
        (["seeds", "--ranker", "lexrnk"], "lexrank"),
    ],
)
def test_a_typing_mistake_is_told_what_was_meant(args, message):
    assert message in failing(2, *args)


def test_a_file_with_almost_the_name_of_a_command_is_a_file(tmp_path):
    (tmp_path / "verif").write_text("The dam at Elsa broke at dawn on Monday, police said.")
    assert run("verif", cwd=tmp_path).returncode == 0
    assert "nowhere" in failing(1, "nowhere")


def completions(shell, *words):
    """Return what the command offers a shell for the last of some words."""
    line = ["summarize", *words]
    last = line[-1] if shell == "fish" else str(len(line) - 1)  # fish sends the word itself
    request = {"_SUMMARIZE_COMPLETE": f"{shell}_complete", "COMP_WORDS": "\n".join(line), "COMP_CWORD": last}
    return run(**request).stdout.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("words", "offered", "withheld"),
    [
        (["ver"], ["verify", "file"], ["evaluate"]),
        (["--ra"], ["--ranker"], ["--words"]),
        (["--ranker", "le"], ["lexrank", "lead"], ["centroid"]),
        (["--format", "ht"], ["html"], ["text"]),
        (["seeds/", "ver"], ["file"], ["verify"]),
        (["verify", "--q"], ["--quiet"], ["--query"]),
        (["verify", "sum"], ["file"], ["summarize"]),
        (["evaluate", "--pl"], ["--plot"], ["--words"]),
        (["batch", "clus"], ["file"], ["evaluate"]),
        (["seeds", "-o", "x"], ["file"], []),
    ],
)
def test_a_shell_completes_commands_options_values_and_files(shell, words, offered, withheld):
    shown = completions(shell, *words)
    assert [word for word in offered if word not in shown] == []
    assert [word for word in withheld if word in shown] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_its_script(shell):
    script = run(_SUMMARIZE_COMPLETE=f"{shell}_source").stdout.decode()
    assert "_SUMMARIZE_COMPLETE" in script


@pytest.mark.skipif(not shutil.which("bash") or not SCRIPT.exists(), reason="needs bash and the installed command")
def test_bash_completes_for_real():
    program = (
        'eval "$(_SUMMARIZE_COMPLETE=bash_source summarize)"; COMP_WORDS=(summarize --ranker cen); COMP_CWORD=2; '
        '_summarize_completion summarize; echo "${COMPREPLY[@]}"'
    )
    env = {**os.environ, "PATH": f"{SCRIPT.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", program], cwd=ROOT, env=env, capture_output=True, check=True)  # noqa: S607
    assert done.stdout == b"centroid\n"


def test_the_manual_page_names_every_command_and_option():
    page = man.manual_page()
    for name, command in [("summarize", front), *front.commands.items()]:
        assert name in page
        for option in options(command):
            assert option.replace("-", "\\-") in page
    assert not re.search(r"^[.'](?!TH|SH|SS|PP|TP|B |br|nf|fi)", page, re.M)
    if groff := shutil.which("groff"):
        done = subprocess.run(
            [groff, "-man", "-Tascii", "-ww", "-z"], input=page.encode(), capture_output=True, check=True
        )
        assert done.stderr == b""


def in_terminal(*args, columns=50, **environment):
    """Return what the command prints when all its streams are a terminal."""
    environment = {"COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "", **environment}
    done = run(*args, "--quiet", stream=Terminal, **environment)
    assert done.returncode == 0
    return done.stdout.decode()


def test_a_terminal_shows_headings_bold_and_marks_faint_and_keeps_to_its_columns(tmp_path):
    (tmp_path / "a.txt").write_text(CHINESE, encoding="utf-8")
    shown = in_terminal(tmp_path)
    assert "\x1b[2m[1]\x1b[0m" in shown
    assert "\x1b[1mSources" in shown
    for setting in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = in_terminal(tmp_path, **setting)
        assert "\x1b" not in plain
        assert plain == re.sub(r"\x1b\[\dm", "", shown)
    lines = [line for line in plain.splitlines() if str(tmp_path) not in line]
    assert 40 < max(wcwidth.wcswidth(line) for line in lines) <= 50
    assert 90 < max(map(len, in_terminal("seeds", columns=300, NO_COLOR="1").splitlines())) <= 100


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_real_terminal_shows_the_same(tmp_path):
    (tmp_path / "a.txt").write_text(CHINESE, encoding="utf-8")
    program = f"import pty, sys; sys.exit(pty.spawn({[*COMMAND, str(tmp_path), '--quiet']!r}))"
    env = {**os.environ, "COLUMNS": "50", "TERM": "xterm", "NO_COLOR": ""}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert done.stdout.decode().replace("\r\n", "\n") == in_terminal(tmp_path)


def test_explain_tells_why_on_every_way_out(tmp_path):
    for form, head in [
        ("text", "Why these sentences\n- [1] United States President"),
        ("markdown", "## Why these sentences\n\n- \\[1\\] United States President"),
    ]:
        assert head in run("seeds", "-w", "60", "--explain", "-f", form).stdout.decode()
    done = run("seeds", "-w", "60", "--explain", "-o", tmp_path / "s.json")
    assert done.returncode == 0
    assert run("verify", tmp_path / "s.json").returncode == 0
    assert "Why these" not in run("seeds", "-w", "60").stdout.decode()


def test_a_page_is_written_with_the_articles_and_is_no_article_itself(tmp_path):
    for name in os.listdir(ROOT / "seeds"):
        shutil.copy(ROOT / "seeds" / name, tmp_path)
    before = run(tmp_path, "-w", "60").stdout
    assert run(tmp_path, "-w", "60", "-o", tmp_path / "s.html").returncode == 0
    assert (tmp_path / "s.html").read_text(encoding="utf-8").count("<article id=") == 5
    assert run(tmp_path, "-w", "60").stdout == before
    assert run(tmp_path, "-w", "60", "-o", tmp_path / "s.html").returncode == 0
