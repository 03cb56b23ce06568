"""The server: the protocol's messages to calls of `TOOLS`, by the official SDK, on standard input and output.

A call runs in a thread of its own, so that the server answers in the meantime. The client is told how far it is, and
may cancel it: it ends at its next step.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TextIO, cast

from summarize import __version__
from summarize.batch.limits import warm
from summarize.errors import OptionError, SummarizeError
from summarize.mcp.allowed import Allowed
from summarize.mcp.arguments import Call
from summarize.mcp.greeting import INSTRUCTIONS, NAME, greeted
from summarize.mcp.tools import TOOLS, Answer, answer
from summarize.text.stemmers import import_stemmers

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext
    from mcp.server.lowlevel.server import Server
    from mcp.types import CallToolRequestParams, CallToolResult, ListToolsResult, PaginatedRequestParams

CALLS_AT_ONCE = 2  # others wait; each keeps a core busy; by judgement
INTERVAL = 0.1  # seconds between two notices of progress in one stage, at least; by judgement


class CancelledError(Exception):
    """Raised in the thread of a call that the client has cancelled."""


class Progress:
    """Tells the client of a call how far it is, and ends the call when the client has cancelled it.

    The number that is sent grows by 1 with each stage, as the protocol asks for a number that never falls.
    """

    def __init__(self, send: Callable[[float, str], None]) -> None:
        self.send, self.cancelled = send, threading.Event()
        self.stage, self.stages, self.due = "", 0, 0.0
        self.sent = 0.0

    def __call__(self, stage: str, share: float) -> None:
        """Take note of the share, in [0, 1], of a stage that is done. Raises CancelledError."""
        if self.cancelled.is_set():
            raise CancelledError
        now = time.monotonic()
        if stage == self.stage and now < self.due:
            return
        self.stages += stage != self.stage
        self.stage, self.due = stage, now + INTERVAL
        reached = self.stages + min(share, 0.99)
        if reached > self.sent:
            self.sent = reached
            self.send(reached, stage)


def serve(roots: Sequence[str]) -> None:
    """Answer a client on standard input and output until it goes away. Raises OptionError for a root that is not one.

    roots: the folders whose files may be read. Raises ImportError without the SDK.
    """
    allowed = Allowed(roots)
    if not find_spec("mcp"):
        raise ImportError("no module named mcp")
    lines, messages = greeted()
    import anyio
    from mcp.server.stdio import stdio_server

    async def run() -> None:
        server = server_for(allowed)
        files = anyio.wrap_file(cast("TextIO", lines)), anyio.wrap_file(cast("TextIO", messages))
        async with stdio_server(*files) as (asked, answers):
            threading.Thread(target=warm_up, daemon=True).start()  # while the client looks at the tools
            await server.run(asked, answers, server.create_initialization_options())

    anyio.run(run)


def warm_up() -> None:
    """Load what the first summary needs; no matter how far, where the client has gone away in the meantime."""
    with suppress(Exception):
        import_stemmers()
        warm()


def server_for(allowed: Allowed) -> Server[Any]:
    """Return the server, which knows `TOOLS`."""
    import anyio
    from mcp.server.lowlevel.server import Server

    places, running = anyio.CapacityLimiter(CALLS_AT_ONCE), threading.Semaphore(CALLS_AT_ONCE)

    async def call_tool(context: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        return await called(context, params, allowed, places, running)

    return Server(
        NAME,
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
    """Return the tools of the table."""
    from mcp import types

    hints = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return types.ListToolsResult(
        tools=[
            types.Tool(
                name=name,
                description=tool.description,
                input_schema=tool.input_schema,
                output_schema=tool.output_schema,
                annotations=hints,
            )
            for name, tool in TOOLS.items()
        ]
    )


async def called(
    context: ServerRequestContext[Any],
    params: CallToolRequestParams,
    allowed: Allowed,
    places: Any,
    running: threading.Semaphore,
) -> CallToolResult:
    """Return the result of a call; what is wrong with it is a result as well, so that an agent can put it right.

    places: a limiter of the calls that the client waits for. running: of those at work, cancelled ones as well.
    """
    import anyio
    from mcp import types
    from mcp.shared.exceptions import MCPError

    tool = TOOLS.get(params.name)
    if tool is None:
        raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name[:40]}; there are {', '.join(TOOLS)}")

    def send(reached: float, stage: str) -> None:
        anyio.from_thread.run(context.session.report_progress, reached, None, stage)

    progress = Progress(send)
    told = partial(outcome, partial(answer, tool, Call(params.arguments or {}, allowed, progress)))
    call = partial(in_turn, told, running, progress.cancelled)
    try:
        given = await anyio.to_thread.run_sync(call, abandon_on_cancel=True, limiter=places)
    finally:
        progress.cancelled.set()
    if isinstance(given, str):
        return types.CallToolResult(content=[types.TextContent(text=given)], is_error=True)
    return types.CallToolResult(content=[types.TextContent(text=given.text)], structured_content=given.data)


def in_turn(call: Callable[[], Answer | str], running: threading.Semaphore, cancelled: threading.Event) -> Answer | str:
    """Return what a call gives once there is room for it; a call that is cancelled in the meantime is not begun.

    The limiter of the event loop forgets a cancelled call at once, though its thread goes on until its next step.
    """
    while not running.acquire(timeout=INTERVAL):
        if cancelled.is_set():
            return "cancelled"
    try:
        return "cancelled" if cancelled.is_set() else call()
    finally:
        running.release()


def outcome(call: Callable[[], Answer]) -> Answer | str:
    """Return what a call answers, or a line that says why it cannot. Only a defect of this program gets out."""
    try:
        return call()
    except (OptionError, SummarizeError, TypeError) as error:
        return str(error)
    except MemoryError:
        return "not enough memory for so much text; ask about fewer articles at once"
    except CancelledError:
        return "cancelled"
