"""`summarize evaluate`, run as a user runs it."""

import json
import re

import pytest

from summarize.evaluate import CEILING, FLOOR, evaluate, read_clusters
from summarize.evaluate.plot import plot
from summarize.score.rankers import RANKERS
from tests.command import failing, run, run_process
from tests.test_evaluate import CLUSTERS, DAM


def line(cluster, **more):
    documents = [{"text": document.text} for document in cluster.documents]
    references = list(cluster.references)
    return json.dumps({"id": cluster.name, "documents": documents, "summaries": references, "lang": "en", **more})


@pytest.fixture
def clusters(tmp_path):
    path = tmp_path / "clusters.jsonl"
    path.write_text("\n".join(map(line, CLUSTERS)), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    for number, text in enumerate(DAM):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_it_prints_what_the_library_gives_whatever_the_hash_seed(clusters):
    done = run_process("evaluate", clusters, "--words", 30, PYTHONHASHSEED="1")  # this process has another
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == evaluate(read_clusters(clusters), words=30).to_text()
    assert all(f"| {name} " in done.stdout.decode() for name in (*RANKERS, FLOOR, CEILING))


def test_options_reach_the_library(clusters):
    args = ["--ranker", "lead", "--ranker", "centroid", "--limit", 2, "--seed", 3, "--diversity", 0.2]
    data = json.loads(run("evaluate", clusters, "-w", 30, *args, "--language", "pt", "-f", "json").stdout)
    assert [system["name"] for system in data["systems"]] == ["lead", "centroid", FLOOR, CEILING]
    shown = {name: data["settings"][name] for name in ("clusters", "seed", "diversity", "language", "stemmed")}
    assert shown == {"clusters": 2, "seed": 3, "diversity": 0.2, "language": "pt", "stemmed": "no"}


def test_a_cluster_that_fails_is_named_and_counted_and_the_others_are_not_lost(clusters):
    with clusters.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"id": "bare", "documents": [{"text": "***"}], "summaries": ["It rained."]}))
    done = run("evaluate", clusters, "-w", 30, "--ranker", "lexrank")
    assert done.returncode == 0
    assert "bare: counts as an empty summary by lexrank: nothing to summarise" in done.stderr.decode()
    assert "lexrank: 1 of 4 clusters count as empty summaries" in done.stdout.decode()
    assert run("evaluate", clusters, "-w", 30, "--ranker", "lexrank", "--quiet").stderr == b""


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{", r"line 4: not JSON at column 2"),
        (line(CLUSTERS[0])[:-40], r"line 4: not JSON at column \d+"),
        ("[1]", r"line 4: must be an object"),
        ('{"documents": [{"text": "A."}]}', r'line 4: "summaries" must be a list with at least one entry, got None'),
        ('{"documents": "A.", "summaries": ["A."]}', r'line 4: "documents" must be a list'),
        (line(CLUSTERS[0], word_limit=-1), r'line 4: "word_limit" must be from 1 to 1000000000, got -1'),
        (line(CLUSTERS[0], word_limit=10**30), r'line 4: "word_limit" must be from 1 .*a number of over 20 digits'),
        ('{"id": ' + "9" * 5000 + "}", r"line 4: not JSON that can be read"),
    ],
)
def test_a_bad_line_is_named(clusters, bad, message):
    with clusters.open("a", encoding="utf-8") as file:
        file.write(f"\n{bad}\n")
    error = failing(1, "evaluate", clusters)
    assert re.fullmatch(rf"Error: {re.escape(str(clusters))}, {message}[^\n]*\n", error), error


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_named(tmp_path, content):
    path = tmp_path / "empty.jsonl"
    path.write_text(content)
    assert failing(1, "evaluate", path) == f"Error: {path}: no clusters in it; write one JSON object a line\n"
    assert "no.jsonl: cannot be read" in failing(1, "evaluate", tmp_path / "no.jsonl")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--words", "0"], "words must be 1 or more, got 0"),
        (["--words", "9" * 5000], "--words"),
        (["--ranker", "best"], "'best' is not"),
        (["--diversity", "2"], "diversity must be a number from 0 to 1"),
        (["--limit", "0"], "--limit"),
        (["--jobs", "0"], "jobs must be 1 or more"),
        (["--seed", "-1"], "--seed"),
        (["--plot", "figures"], "--plot writes .svg, .png, .pdf, not a file without an ending"),
        (["--plot", "figures.gif"], "not .gif"),
        (["articles.txt"], "one file of clusters at a time"),
    ],
)
def test_wrong_usage_is_told_in_one_line(clusters, args, message):
    assert message in failing(2, "evaluate", clusters, *args)


def test_what_was_given_to_be_read_is_not_written_over(clusters):
    before = clusters.read_bytes()
    for option in ("-o", "--plot"):
        assert "choose another file" in failing(2, "evaluate", clusters, option, clusters)
    assert clusters.read_bytes() == before


def test_a_folder_without_references_is_reported_on(folder):
    done = run("evaluate", folder, "--words", 40)
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode()
    assert [cell.strip() for cell in shown.splitlines()[0].split("|")] == ["", "without references", *RANKERS, ""]
    for measure in ("shared facts said ", "independent voices cited", "fill", "dangling openers", "redundancy"):
        assert f"| {measure}" in shown
    assert "|data:" in shown


def test_a_report_as_json_goes_to_a_file_named_so(folder, tmp_path):
    assert run("evaluate", folder, "--ranker", "lead", "-w", 40, "-o", tmp_path / "out.json").stdout == b""
    (report,) = json.loads((tmp_path / "out.json").read_text())["reports"]
    assert (report["facts"], report["voices"], report["settings"]["ranker"]) == (3, 3, "lead")


def test_plots_and_limits_need_references(folder):
    for args in (["--plot", "a.svg"], ["--limit", "1"], ["--asked"]):
        assert "need a file of clusters" in failing(2, "evaluate", folder, *args)
    assert "nothing to summarise" in failing(1, "evaluate", "--quiet", "-", stdin=b"***")


@pytest.mark.slow
def test_a_plot_shows_every_system_and_is_the_same_in_every_process(clusters, tmp_path):
    pytest.importorskip("matplotlib", reason="pip install '.[plot]'")
    picture = tmp_path / "figures.svg"
    done = run_process("evaluate", clusters, "-w", 30, "--plot", picture, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes() == plot(evaluate(read_clusters(clusters), words=30), "svg")
    assert all(f"<!-- {name} -->" in picture.read_text(encoding="utf-8") for name in (*RANKERS, FLOOR, CEILING))


def test_a_plot_without_matplotlib_says_what_to_install(clusters, tmp_path):
    absent = tmp_path / "absent"
    (absent / "matplotlib").mkdir(parents=True)
    (absent / "matplotlib" / "__init__.py").write_text("raise ImportError('not installed')")
    args = ["evaluate", clusters, "--plot", tmp_path / "a.svg"]
    error = failing(1, *args, run=run_process, PYTHONPATH=str(absent))
    assert error == "Error: --plot needs matplotlib: pip install 'summarize[plot]'\n"
