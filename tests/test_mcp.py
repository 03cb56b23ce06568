"""The server for agents: the client of the official SDK talks to the real command over its pipes."""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from summarize import Document, summarize
from summarize.errors import OptionError, ReadError
from summarize.mcp.allowed import Allowed
from summarize.mcp.arguments import MAX_TEXTS, Call, HandedArticle
from summarize.mcp.tools import TOOLS, Answer, answer
from tests.command import COMMAND, ROOT

if not os.environ.get("CI"):
    pytest.importorskip("mcp.server.lowlevel.server")
import anyio
import anyio.from_thread
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError
from mcp.shared.message import SessionMessage
from mcp.types import jsonrpc_message_adapter

from summarize.mcp.greeting import HANDSHAKES, META, MODERN, first_answer
from summarize.mcp.server import CALLS_AT_ONCE, CancelledError, Progress, called, server_for

SEEDS = str(ROOT / "seeds")
RAIL = ROOT / "benchmarks" / "clusters" / "rail-strike"
TEXTS = [
    "The dam at Elsa broke at dawn on Monday. Two villages below it were flooded before noon.",
    {"text": "A dam broke at dawn on Monday, police in Elsa said on Tuesday.", "title": "Dam", "date": "2026-03-03"},
]
CLIENT = {"name": "t", "version": "1"}
OFFLINE = """
import socket, sys
def refuse(*args, **how): raise AssertionError("a connection was asked for")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from summarize.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


class Agent:
    """A client that is used from plain functions."""

    def __init__(self, portal, client):
        self.portal, self.client = portal, client

    def tools(self):
        return self.portal.call(self.client.list_tools).tools

    def call(self, tool, /, *, told=None, **arguments):
        """Call a tool; told: a list that gets the notices of progress."""

        async def ask():
            async def note(progress, total, message):
                told.append((progress, total, message))

            return await self.client.call_tool(tool, arguments, progress_callback=note if told is not None else None)

        return self.portal.call(ask)


@contextmanager
def server(*roots):
    """A client of a server process that has no network and may read these folders."""
    options = [word for root in roots for word in ("--root", str(root))]
    parameters = StdioServerParameters(
        command=sys.executable, args=["-c", OFFLINE, "mcp", *options], env={"PYTHONPATH": str(ROOT)}
    )
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(parameters))) as client,
    ):
        yield Agent(portal, client)


@pytest.fixture(scope="module")
def agent():
    with server(SEEDS, RAIL) as opened:
        yield opened


def test_the_tools_are_those_of_the_table_and_say_what_they_take(agent):
    tools = {tool.name: tool for tool in agent.tools()}
    assert list(tools) == list(TOOLS)
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert {"paths", "texts"} <= tool.input_schema["properties"].keys()
        assert all(schema.get("description") for schema in tool.input_schema["properties"].values())
    assert tools["summarize"].input_schema["properties"]["ranker"]["enum"] == ["lexrank", "centroid", "lead"]


def test_a_summary_is_the_one_that_the_library_makes_and_every_passage_is_verified(agent):
    given = agent.call("summarize", paths=[SEEDS], words=100)
    expected = json.loads(summarize(sorted((ROOT / "seeds").glob("*.txt")), words=100).to_json())
    assert given.structured_content["summary"] == expected["summary"]
    assert len(given.structured_content["sentences"][1]["citations"]) > 1
    assert given.content[0].text.startswith(expected["summary"][:80])
    checked = agent.call("verify", summary=given.structured_content, paths=[SEEDS])
    assert checked.structured_content["verified"], checked.content[0].text
    assert checked.structured_content["citations"] == sum(
        len(sentence["citations"]) for sentence in given.structured_content["sentences"]
    )


def test_a_passage_that_was_changed_is_found_out(agent):
    given = agent.call("summarize", texts=TEXTS, words=20).structured_content
    assert agent.call("verify", summary=given, texts=TEXTS).structured_content["verified"]
    given["sentences"][0]["citations"][0]["start"] += 4
    checked = agent.call("verify", summary=given, texts=TEXTS).structured_content
    assert not checked["verified"]
    assert "differs" in checked["mismatches"][0]


def test_texts_keep_what_is_known_of_them_and_citations_their_offsets(agent):
    given = agent.call("summarize", texts=TEXTS, words=12).structured_content
    for sentence in given["sentences"]:
        place = sentence["citations"][0]
        text = TEXTS[place["document"]]
        assert (text if isinstance(text, str) else text["text"])[place["start"] : place["end"]] == sentence["text"]
    sources = [*given["sources"], *given["unused"]]
    assert ("Dam", "2026-03-03") in [(source["title"], source["date"]) for source in sources]


def test_a_digest_and_an_inspection(agent):
    news = agent.call("digest", paths=[SEEDS, str(RAIL)], words=30)
    assert len(news.structured_content["stories"]) >= 2
    assert news.content[0].text.startswith("1. ")
    checked = agent.call("verify", summary=news.structured_content, paths=[SEEDS, str(RAIL)]).structured_content
    assert checked["verified"], checked["mismatches"]
    seen = agent.call("inspect", paths=[SEEDS]).structured_content
    assert [article["language"] for article in seen["articles"]] == ["en"] * 5
    assert any(article["left_out"] for article in seen["articles"])


def test_a_timeline_has_days_with_their_sentences(agent):
    told = agent.call("timeline", paths=[str(RAIL)], dates=3).structured_content
    assert [entry["date"] for entry in told["entries"]] == sorted(entry["date"] for entry in told["entries"])
    assert all(entry["sentences"] for entry in told["entries"])


def test_what_an_earlier_answer_told_is_not_told_again(agent):
    first = agent.call("summarize", texts=TEXTS[:1], words=8).structured_content
    second = agent.call("summarize", texts=TEXTS[:1], words=20, since=[first]).structured_content
    assert first["sentences"][0]["text"] not in [sentence["text"] for sentence in second["sentences"]]


def test_a_relative_path_starts_in_an_allowed_folder(agent):
    given = agent.call("inspect", paths=["000_0415b2423299eb44.txt"]).structured_content
    assert given["articles"][0]["name"] == f"{SEEDS}/000_0415b2423299eb44.txt"


def test_progress_grows_and_names_the_stages(agent):
    told: list[tuple[float, float | None, str | None]] = []
    agent.call("summarize", paths=[SEEDS], words=40, told=told)
    numbers = [number for number, _, _ in told]
    assert numbers == sorted(set(numbers))
    assert {"reading", "ranking", "citing"} <= {stage for _, _, stage in told}


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("summarize", {}, "no articles: give paths, texts or both"),
        ("summarize", {"paths": ["/etc/passwd"]}, "is outside of what this server may read"),
        ("summarize", {"paths": [f"{SEEDS}/../README.md"]}, "is outside of what this server may read"),
        ("summarize", {"paths": [f"{SEEDS}-of-another"]}, "is outside of what this server may read"),
        ("summarize", {"paths": ["none.txt"]}, "there is no such file or folder"),
        ("summarize", {"paths": ["-"]}, "there is no such file or folder"),
        ("summarize", {"paths": SEEDS}, "paths: Expected `array`, got `str`"),
        ("summarize", {"texts": [7]}, "texts: Expected `str | object`, got `int`"),
        ("summarize", {"texts": [{"text": "A.", "titel": "B"}]}, "unknown field `titel`"),
        ("summarize", {"texts": ["?!"]}, "nothing to summarise"),
        ("summarize", {"texts": TEXTS, "words": 0}, "words must be 1 or more, got 0"),
        ("summarize", {"texts": TEXTS, "words": "many"}, "words must be a whole number, got 'many'"),
        ("summarize", {"texts": TEXTS, "ranker": "best"}, "ranker must be one of"),
        ("summarize", {"texts": TEXTS, "since": ["/etc/passwd"]}, "since: Expected `object`, got `str`"),
        ("summarize", {"texts": ["A dam broke."] * (MAX_TEXTS + 1)}, "are too many"),
        ("digest", {"texts": TEXTS, "stories": 0}, "stories must be 1 or more, got 0"),
        ("verify", {"texts": TEXTS}, "summary must be an object"),
        ("verify", {"texts": TEXTS, "summary": {"a": 1}}, "not a summary as --format json writes it"),
        ("inspect", {"texts": TEXTS, "language": "English"}, "language must be a code"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(agent, tool, arguments, part):
    given = agent.call(tool, **arguments)
    assert given.is_error
    assert part in given.content[0].text
    assert "\n" not in given.content[0].text


def test_an_unknown_tool_is_an_error_of_the_protocol(agent):
    with pytest.raises(MCPError, match="there is no tool timetable; there are summarize, digest"):
        agent.call("timetable")


def test_a_call_that_is_cancelled_ends_and_the_server_goes_on(agent):
    texts = [f"The dam number {number} at Elsa broke on Monday. Village {number} was flooded." for number in range(900)]

    async def cancel():
        with anyio.CancelScope() as scope:

            async def stop(*_):
                scope.cancel()

            await agent.client.call_tool("summarize", {"texts": texts}, progress_callback=stop)
        return scope.cancelled_caught

    for _ in range(CALLS_AT_ONCE + 1):
        assert agent.portal.call(cancel)
    assert not agent.call("summarize", texts=TEXTS, words=20).is_error


def test_a_cancelled_call_ends_at_its_next_step():
    sent: list[tuple[float, str]] = []
    progress = Progress(lambda number, stage: sent.append((number, stage)))
    for stage, share in (("reading", 0.0), ("reading", 0.5), ("weighing", 0.0)):
        progress(stage, share)
    assert [stage for _, stage in sent] == ["reading", "weighing"]
    progress.cancelled.set()
    with pytest.raises(CancelledError):
        progress("choosing", 0.0)


def test_a_cancelled_call_keeps_its_place_until_it_ends(monkeypatch):
    at_work, counts, end = set[int](), list[int](), threading.Event()

    def work(*_):
        at_work.add(threading.get_ident())
        counts.append(len(at_work))
        end.wait(20)
        at_work.remove(threading.get_ident())
        return Answer({}, "")

    async def ask_and_cancel():
        places, running = anyio.CapacityLimiter(CALLS_AT_ONCE), threading.Semaphore(CALLS_AT_ONCE)
        asked: Any = SimpleNamespace(name="summarize", arguments={})
        context: Any = None
        async with anyio.create_task_group() as first:
            for _ in range(CALLS_AT_ONCE):
                first.start_soon(called, context, asked, Allowed([]), places, running)
            while len(counts) < CALLS_AT_ONCE:
                await anyio.sleep(0.01)
            first.cancel_scope.cancel()
        async with anyio.create_task_group() as second:
            for _ in range(CALLS_AT_ONCE):
                second.start_soon(called, context, asked, Allowed([]), places, running)
            await anyio.sleep(0.3)  # in which they would begin
            end.set()

    monkeypatch.setattr("summarize.mcp.server.answer", work)
    anyio.run(ask_and_cancel)
    assert (len(counts), max(counts)) == (2 * CALLS_AT_ONCE, CALLS_AT_ONCE)


def test_without_a_root_texts_are_all_that_is_taken():
    assert answer(TOOLS["summarize"], call(texts=TEXTS)).data["sentences"]
    with pytest.raises(ReadError, match="this server may read no files"):
        answer(TOOLS["summarize"], call(paths=[SEEDS]))


def test_text_that_no_json_can_hold_is_answered():
    given = answer(TOOLS["summarize"], call(texts=[{"text": "The dam broke.", "title": "a\ud800b\udc80"}]))
    assert given.data["sources"][0]["title"] == "a\ufffdb\ufffd"


def call(*roots, **arguments):
    return Call(arguments, Allowed(map(str, roots)), lambda stage, share: None)


def test_links_are_not_followed(tmp_path):
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "a.txt").write_text("The secret dam broke at dawn on Monday.")
    (root / "b.txt").write_text("The open dam broke at noon on Tuesday.")
    (root / "file.txt").symlink_to(outside / "a.txt")
    (root / "folder").symlink_to(outside)
    os.mkfifo(root / "pipe.txt")
    for path in ("file.txt", "folder", "folder/a.txt"):
        with pytest.raises(ReadError, match="links are not followed"):
            answer(TOOLS["summarize"], call(root, paths=[path]))
    with pytest.raises(ReadError, match="is not a regular file"):
        answer(TOOLS["summarize"], call(root, paths=["pipe.txt"]))
    seen = answer(TOOLS["inspect"], call(root, paths=["."]))
    assert [article["name"] for article in seen.data["articles"]] == [str(root / "b.txt")]
    assert "secret" not in json.dumps(seen.data)


def test_a_link_that_is_put_in_the_way_after_the_check_is_not_followed(tmp_path):
    (tmp_path / "root" / "folder").mkdir(parents=True)
    (tmp_path / "root" / "folder" / "a.txt").write_text("The open dam broke at noon on Tuesday.")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text("The secret dam broke at dawn on Monday.")
    allowed = Allowed([str(tmp_path / "root")])
    checked = allowed.checked("folder/a.txt")
    (tmp_path / "root" / "folder").rename(tmp_path / "root" / "moved")
    (tmp_path / "root" / "folder").symlink_to(tmp_path / "outside")
    with pytest.raises((ReadError, OSError)):
        allowed.opener()(str(checked))


def test_a_root_may_itself_be_behind_a_link(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The open dam broke at noon on Tuesday.")
    (tmp_path / "link").symlink_to(tmp_path / "news")
    for path in (tmp_path / "link" / "a.txt", tmp_path / "news" / "a.txt", "a.txt", "./x/../a.txt"):
        given = answer(TOOLS["summarize"], call(tmp_path / "link", paths=[str(path)]))
        assert given.data["words"] == 8
    with pytest.raises(OptionError, match="root must be a folder"):
        Allowed([str(tmp_path / "none")])


def test_an_answer_is_bounded(monkeypatch):
    monkeypatch.setattr("summarize.mcp.tools.MAX_ANSWER_CHARACTERS", 100)
    with pytest.raises(ReadError, match="ask for less"):
        answer(TOOLS["summarize"], call(texts=TEXTS))


def test_files_are_bounded(monkeypatch, tmp_path):
    monkeypatch.setattr("summarize.mcp.allowed.MAX_BYTES", 60)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Dam {name} broke at noon on Tuesday, police said.")
    given = answer(TOOLS["summarize"], call(tmp_path, paths=["."], words=20))
    assert "larger than" in given.data["warnings"][0]
    with pytest.raises(ReadError, match="paths are too many"):
        Allowed([str(tmp_path)]).read(["a.txt"] * 1_001, lambda stage, share: None)


def test_texts_are_bounded_with_all_their_fields(monkeypatch):
    monkeypatch.setattr("summarize.mcp.arguments.MAX_TEXT_CHARACTERS", 100)
    for name in HandedArticle.__struct_fields__:
        with pytest.raises(ReadError, match="are too many"):
            answer(TOOLS["inspect"], call(texts=[{"text": "The dam broke at noon on Tuesday.", name: "a" * 101}]))
    assert answer(TOOLS["inspect"], call(texts=["The dam broke at noon on Tuesday."])).data["articles"]


def test_an_empty_path_is_no_folder(tmp_path):
    (tmp_path / "a.txt").write_text("The open dam broke at noon on Tuesday.")
    with pytest.raises(ReadError, match="a path is empty"):
        answer(TOOLS["inspect"], call(tmp_path, paths=[""]))


def test_a_list_of_feeds_is_opened_as_every_other_file_is_and_counted(monkeypatch, tmp_path):
    (tmp_path / "a.txt").write_text("The open dam broke at noon on Tuesday.")
    outline = '<outline xmlUrl="a.txt"/>'
    (tmp_path / "list.opml").write_text(f"<opml><body>{outline}{' ' * 200}</body></opml>")
    assert answer(TOOLS["inspect"], call(tmp_path, paths=["list.opml"])).data["articles"]
    monkeypatch.setattr("summarize.mcp.allowed.MAX_BYTES", 100)
    with pytest.raises(ReadError, match="larger than"):
        answer(TOOLS["inspect"], call(tmp_path, paths=["list.opml"]))


def test_without_the_extra_one_line_says_what_to_install():
    program = "import sys; sys.modules['mcp'] = None; from summarize.cli.main import run; sys.exit(run(['mcp']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: the server needs an extra; install it with: pip install 'summarize[mcp]'")
    assert done.stderr.count("\n") == 1


def test_a_client_that_is_not_there_is_no_defect():
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": CLIENT}
    start = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client}
    gone = subprocess.run(
        [*COMMAND, "mcp"], cwd=ROOT, input=json.dumps(start).encode(), capture_output=True, check=True
    )
    assert json.loads(gone.stdout)["id"] == 1
    assert gone.stderr == b""
    closed = subprocess.run(
        ["/bin/sh", "-c", '"$@" <&-', "sh", *COMMAND, "mcp"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert closed.returncode == 1
    assert closed.stderr == "Error: standard input or output is closed; let a client start the server\n"


def test_help_does_not_load_the_server():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "summarize", "mcp", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--root" in done.stdout
    assert "pydantic" not in done.stderr


MODERN_META = {
    f"{META}protocolVersion": MODERN,
    f"{META}clientInfo": CLIENT,
    f"{META}clientCapabilities": {},
}


@pytest.mark.parametrize("version", [*HANDSHAKES, MODERN, "1999-01-01"])
def test_the_first_answer_is_the_one_that_the_sdk_gives(version):
    client = {"protocolVersion": version, "capabilities": {"roots": {"listChanged": True}}, "clientInfo": CLIENT}
    modern = version == MODERN
    message = {
        "jsonrpc": "2.0",
        "id": "a",
        "method": "server/discover" if modern else "initialize",
        "params": {"_meta": MODERN_META} if modern else client,
    }
    assert first_answer(json.dumps(message)) == answer_of_the_sdk(message)


def answer_of_the_sdk(message):
    async def ask():
        send, asked = anyio.create_memory_object_stream[Any](1)
        answers, receive = anyio.create_memory_object_stream[Any](1)
        server = server_for(Allowed([]))
        async with anyio.create_task_group() as group, send, asked, answers, receive:
            group.start_soon(server.run, asked, answers, server.create_initialization_options())
            await send.send(SessionMessage(jsonrpc_message_adapter.validate_python(message)))
            given = await receive.receive()
            group.cancel_scope.cancel()
            return given.message.model_dump(by_alias=True, exclude_unset=True)

    return anyio.run(ask)


@pytest.mark.parametrize(
    "message",
    ["", "{", "[]", '"\\udc00"', '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}'],
)
def test_another_first_message_is_left_to_the_sdk(message):
    assert first_answer(message) is None


def test_the_first_answer_waits_for_no_large_library():
    program = "import sys, summarize.mcp.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"mcp", "pydantic", "anyio", "numpy", "scipy", "sklearn", "nltk"}.isdisjoint(done.stdout.split())


def test_an_interrupt_ends_the_server_though_its_input_stays_open():
    with subprocess.Popen(
        [*COMMAND, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        start = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "t", "version": "1"},
            },
        }
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(start).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "summarize"
        for message in ({"method": "notifications/initialized"}, {"id": 2, "method": "tools/list"}):
            process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
            process.stdin.flush()
        listed = json.loads(process.stdout.readline())  # the SDK knows the client, and does not greet it again
        assert [listed["id"], *(tool["name"] for tool in listed["result"]["tools"])] == [2, *TOOLS]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 130
        assert process.stderr
        assert process.stderr.read() == b""


def test_a_document_is_what_a_client_may_hand_in():
    assert set(HandedArticle.__struct_fields__) == set(Document.__dataclass_fields__) - {
        "pages",
        "utc",
    }  # made by reading
