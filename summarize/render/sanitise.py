"""Foreign text made harmless: nothing of an article, title, name or address steers what shows it."""

from __future__ import annotations

import re

# never raw in any format: C0 but tab and line feed, DEL, C1, line separators, bidi controls, tags, lone surrogates
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def sanitise(text: str) -> str:
    r"""Replace every character that could steer a terminal or hide text; escaped file-name bytes show as \\xNN."""
    return UNSAFE.sub(neutral, text)


def neutral(found: re.Match[str]) -> str:
    """Return what is shown for an unsafe character."""
    code = ord(found.group())
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"


def one_line(text: str) -> str:
    """Make a title, name or warning fit one line."""
    return " ".join(sanitise(text).split())
