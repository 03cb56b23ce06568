"""Lines whose layout tells that they are no running text: code, rows of figures, line-ups, cells of tables, columns.

A `by_` function is a rule of `rules`, as in `forms`; `by_layout` is asked of a paragraph before it is made flat.
"""

from __future__ import annotations

import re
from collections import Counter

from summarize.clean.lines import ends_sentence, words_in

# Set by judgement.
MIN_FIGURE_CELLS, MIN_FIGURE_SHARE = 5, 0.5  # words of a row of figures, and the share of them that are numbers
MAX_ROW_LENGTH = 400  # code points of a row of a table
MIN_COLUMN_LINES, MIN_COLUMN_SHARE = 3, 0.75  # of a paragraph in columns, and the share with the gap at one place
MIN_COLUMN_WIDTH = 5  # code points of the first column; before an earlier gap stands the label of a line, such as "Q."
MAX_COLUMN_LENGTH = 400  # code points of a line in which the gap is looked for
MIN_ITEMS, MIN_BRIEF_SHARE = 8, 0.85  # names or figures behind a label, and the share of items that are such
MAX_LABEL_WORDS, MAX_ITEM_WORDS = 4, 3
MIN_CODE_SYMBOLS = 3  # brackets, semicolons and signs of equality in a line of code
MIN_ROW_PIPES, MIN_ROW_GAPS = 3, 2  # between the cells of a row; two pipes may be a menu

NUMBER = re.compile(r"[$€£+(-]?\d[\d.,:/%x×-]*\w{0,3}\)?[.,;]?$")
ITEM_END = re.compile(r"[,;.:()]")
GUTTER = re.compile(r"(?<=\S) {2,40}(?=\S)")
COLUMN_GAP = re.compile(r"(?<=\S)(?:\t| {3})\s{0,40}(?=\S)")

SEPARATOR = re.compile(r"[\W_]+$")
CODE = re.compile(
    r"(?:def|class) \w+\(.{0,80}\):|#include ?<|(?:var|let|const) \w+ ?=|function ?\w{0,40}\(.{0,80}\) ?\{"
    r"|<\/?(?:div|script|p|a|span|table|style)\b[^>]{0,200}>|\$\(.{1,80}\)|import [\w.]{1,60};?$"
    r"|(?:if|for|while) ?\(.{1,80}\) ?\{|</?\w+>$"
)
CODE_STARTS = ("def", "class", "#", "var", "let", "const", "function", "<", "$", "import", "if", "for", "while")
CODE_ENDS = ("{", "}", ";", "};", "*/", "/>", ");")


def by_symbols(line: str, bare: str) -> str:
    """Return "separator" for a line without letters or digits, "code" for code and markup, else "".

    >>> by_symbols("* * *", ""), by_symbols("if (x == 1) { y(); }", ""), by_symbols("The dam broke.", "")
    ('separator', 'code', '')
    """
    if SEPARATOR.match(line):
        return "separator"
    symbols = line.endswith(CODE_ENDS) and sum(line.count(symbol) for symbol in "(){}=;") >= MIN_CODE_SYMBOLS
    return "code" if symbols or (line.startswith(CODE_STARTS) and CODE.match(line)) else ""


def by_figures(line: str, bare: str) -> str:
    """Return "table" for rows of figures.

    >>> by_figures("Elsa 12 14 3.5 $9", ""), by_figures("The dam broke at 9", "")
    ('table', '')
    """
    if words_in(line) < MIN_FIGURE_CELLS or ends_sentence(line):
        return ""
    cells = line.split(" ")
    numbers = sum(bool(NUMBER.match(cell)) for cell in cells)
    return "table" if numbers >= MIN_FIGURE_SHARE * len(cells) else ""


def by_line_up(line: str, bare: str) -> str:
    """Return "table" for a label and the names or figures behind it: "United (4-4-2): Storm; Hughes, Vale; ..."."""
    label, colon, rest = line.partition(":")
    if not colon or words_in(label) > MAX_LABEL_WORDS:
        return ""
    items = list(filter(None, map(str.strip, ITEM_END.split(rest))))
    brief = sum(words_in(item) <= MAX_ITEM_WORDS and not item[0].islower() for item in items)
    return "table" if len(items) >= MIN_ITEMS and brief >= MIN_BRIEF_SHARE * len(items) else ""


def by_layout(paragraph: str) -> str:
    """Return "table" for a row of a table, "columns" for lines that are set in columns.

    This is asked of the paragraph as it stands in the text, since a flat line has neither tabs nor runs.

    >>> by_layout("Elsa | 12 | 14 | 3"), by_layout("It fell, and 12 men fled.")
    ('table', '')
    """
    if "\n" in paragraph:
        return "columns" if "  " in paragraph and are_columns(paragraph.split("\n")) else ""
    return "table" if len(paragraph) <= MAX_ROW_LENGTH and is_table_row(paragraph) else ""


def are_columns(lines: list[str]) -> bool:
    """Whether nearly all lines have a gap that ends at one place: read on, two texts would mix."""
    gaps = (gap for line in lines for gap in GUTTER.finditer(line[:MAX_COLUMN_LENGTH], MIN_COLUMN_WIDTH))
    starts = Counter(gap.end() for gap in gaps)
    return len(lines) >= MIN_COLUMN_LINES and max(starts.values(), default=0) >= MIN_COLUMN_SHARE * len(lines)


def is_table_row(paragraph: str) -> bool:
    """Whether a line is a row of a table: cells between tabs, pipes or runs of spaces."""
    pipes = paragraph.count("|") >= MIN_ROW_PIPES
    may_have_gaps = not pipes and ("\t" in paragraph or "   " in paragraph)
    gaps = may_have_gaps and len(COLUMN_GAP.findall(paragraph)) >= MIN_ROW_GAPS
    return (pipes or gaps) and not ends_sentence(paragraph)
