"""The frame that every page stands in: its head, its policy, its masthead and footer (`frame.html`, `frame.css`).

A page needs nothing else: no script, no font, no picture, no address is fetched.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from summarize.cite.passage_links import safe_url
from summarize.render.page.articles import passage_id
from summarize.render.wording import count_noun, sanitise

if TYPE_CHECKING:
    from jinja2 import Template

PACKAGE = "summarize.render.page"  # the package of the frame
HUES = 8  # colours of sentences, in frame.css; they repeat, and the mark beside a colour tells sentences apart


def framed(package: str, name: str, settings: dict[str, Any], **values: Any) -> str:
    """Return a page: a template that extends `frame.html`, filled.

    package: holds the template `name`.html and, where the page has styles of its own, `name`.css, which
    stand behind those of the frame. settings: as they were when the page's record was made; the footer lists them.
    values: what the template names. The policy of the page allows its styles by their hash.
    """
    style = "".join(read(folder, sheet) for folder, sheet in ((PACKAGE, "frame.css"), (package, f"{name}.css")))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template(package, f"{name}.html").render(style=style, digest=digest, settings=settings, **values)


@cache
def template(package: str, name: str) -> Template:
    """Return a template of a package; it escapes whatever is put into it."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda wanted: read(package if wanted == name else PACKAGE, wanted)),
        autoescape=True,
        finalize=harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "counted": count_noun,
        "hue": hue,
        "letter": letter,
        "link": safe_url,
        "passage": passage_id,
    }
    return environment.get_template(name)


@cache
def read(package: str, name: str) -> str:
    """Return a file of a package; "" when there is none of that name."""
    file = resources.files(package).joinpath(name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def harmless(value: Any) -> Any:
    """Return a value with its text sanitised; jinja2 escapes it afterwards."""
    return sanitise(value) if type(value) is str else value


def hue(number: int) -> str:
    """Return the class of the colour of a sentence; number: 1-based.

    >>> hue(1), hue(HUES + 1)
    ('h0', 'h0')
    """
    return f"h{(number - 1) % HUES}"


def letter(number: int) -> str:
    """Return the letters of a sentence, so that it is not taken for a source; number: 1-based: a to z, then aa, ab.

    >>> letter(1), letter(26), letter(27)
    ('a', 'z', 'aa')
    """
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters
