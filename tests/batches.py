"""Clusters in numbers, and the command that summarises them, for the tests of batches."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "summarize", "batch"]
FIRST = ("The dam at Elsa broke at dawn on Monday", "A ferry with 31 passengers sank off Tarn on Friday")
THEN = (
    "two villages below it were flooded, police said.",
    "the minister promised help for 1,200 families.",
    "nobody was hurt, according to the mayor of the town.",
    "engineers had warned of it twice in the past year.",
)


def cluster(number, articles=2, sentences=3):
    """A cluster like no other, and short, so that hundreds of them take no time."""
    texts = []
    for article in range(articles):
        said = [f"{FIRST[number % 2]}, report {number} says."]
        said += [
            f"On day {1 + (number + at + article) % 28} {THEN[(number + at + article) % 4]}" for at in range(sentences)
        ]
        texts.append({"title": f"Report {number}", "text": " ".join(said)})
    return {"id": f"event-{number}", "topic": number % 3, "documents": texts}


def lines(clusters):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in clusters)


def batch(*args, stdin=None, cwd=None, **environment):
    env = {**os.environ, "COLUMNS": "80", **environment}
    return subprocess.run([*COMMAND, *map(str, args)], cwd=cwd, input=stdin, capture_output=True, env=env, check=False)


def results(data):
    return [json.loads(line) for line in data.splitlines()]


def children(process):
    """The processes that a process has started to work for it, with the memory that each uses, in bytes."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rsplit(")", 1)[1].split()[1])
            words = (path / "cmdline").read_text()
            pages = int((path / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue  # it has ended
        if parent == process and "popen_loky" in words:
            found[int(path.name)] = pages * os.sysconf("SC_PAGE_SIZE")
    return found


def kill_on_three(item):
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item
