"""Writes the shell completions and the manual page that the wheel carries; a test compares them with the command.

python packaging/make.py
"""

from __future__ import annotations

from pathlib import Path

from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from summarize.cli.man import manual_page
from summarize.cli.summarize import front

FOLDER = Path(__file__).parent
COMPLETIONS: dict[str, type[ShellComplete]] = {
    "summarize.bash": BashComplete,
    "_summarize": ZshComplete,
    "summarize.fish": FishComplete,
}


def files() -> dict[str, str]:
    """Return the text of each file by its name."""
    completions = {name: shell(front, {}, "summarize", "_SUMMARIZE_COMPLETE") for name, shell in COMPLETIONS.items()}
    sources = {name: completion.source_template % completion.source_vars() for name, completion in completions.items()}
    return {**sources, "summarize.1": manual_page()}


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
