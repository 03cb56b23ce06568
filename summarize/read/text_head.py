"""What a text says of itself in the lines at its top or end: when it was published, and by which outlet.

`date_in` returns a date as ISO 8601, or as it is written where the other articles must tell. The day on which a file
was made does not count. An outlet counts by how it is set: a short line in capitals with a date.
"""

from __future__ import annotations

import re
from itertools import islice

from summarize.read.facts import WITHOUT_YEAR, iso_date, unsettled
from summarize.read.parse_date import readings_of
from summarize.text.languages import known_codes, load_language

# Limits, by judgement
MAX_HEAD_LINES = 10  # lines that are not blank at the top of a text, in which it may say when it was published
MAX_FOOT_LINES = 3  # the same at its end; there the word "published" must stand before the date
HEAD_LENGTH, FOOT_LENGTH = 5000, 1500  # characters in which these lines are sought
MAX_LINE = 120  # characters of such a line; a longer one is a paragraph, of which the head is read
MAX_DATELINE = 60  # characters at the head of a paragraph in which a dateline stands
MAX_PLACE_WORDS = 4  # words before the date of a dateline
MAX_OUTLET_LINE = 80  # characters of a line that names the outlet
OUTLET_WORDS = range(2, 7)  # of the name of an outlet

MONTH = r"(?:[^\W\d_]|[\u0900-\u0dff\u064b-\u0652]){3,14}"  # letters, with the vowel signs of India
YEAR = r"(?:(?:19|20)\d\d|[٠-٩۰-۹०-९]{4})"
WRITTEN = re.compile(  # a day with its year, in words or numbers
    rf"(?<![\w/.-])(?:\d{{1,2}}(?:st|nd|rd|th|\.|º|er)? (?:de |of |d')?{MONTH}\.?,? (?:de |del )?{YEAR}"
    rf"|(?:19|20)\d\d\.? {MONTH} \d{{1,2}}\b"
    rf"|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.+Z-]{{4,25}})?"
    r"|(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d"
    r")(?![\w/-])|(?<!\d)(?:19|20|１９|２０)\d\d ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
)
PUBLISHED = re.compile(
    r"\W{0,3}(?:(?:first |originally )?(?:published|posted|issued|released|filed|dated?|created(?=\s?:))|"
    r"date of publication|pd(?= \d)|"
    r"veröffentlicht|erschienen|datum|stand|publié|paru|publicado|publicada|fecha|pubblicato|data|gepubliceerd|"
    r"publicerad|publiceret|publisert|dato|opublikowano|опубликовано|дата|tarih|yayınlanma|ngày đăng|diterbitkan|"
    r"julkaistu|közzétéve|publicat|发布时间|公開日|تاريخ النشر|입력|등록|발행|게시|प्रकाशित)\b",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\b(?:updated?|modified|revised|corrected|aktualisiert|mis à jour|actualizado|aggiornato)\b", re.I
)
AROUND = re.compile(r"[|·•,–—()\[\]:/-]|\b(?:on|at|am|um|le|il|el|em|den|by|von|par|de|vom|per)\b", re.IGNORECASE)
CLOCK = re.compile(r"\b(?:kl\. ?)?\d{1,2}[:.h]\d{2}\b.{0,20}|\b\d{1,2} ?[ap]\.?m\b.{0,12}", re.IGNORECASE)
WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?", re.IGNORECASE)
BEHIND_DATELINE = re.compile(r"\s?(?:[-–—:]|\(\w|/\w|\) ?[-–—:])")
SHORT_ARTICLE = re.compile(r" (?:d\.|den|le|de|el|dia)\s*\Z")  # mandag d. 2. juni
PART_END = re.compile(r" ?[|·•] ?| [–—-] |(?<=\w)—")
EMPHASIS = " \t\r\f\v*_"
BY_OUTLET = re.compile(r"(?:^|\W)(?:by|from|via) the ((?:[\w.'’&-]{1,30} ){1,5}[\w.'’-]{1,30})\Z", re.IGNORECASE)
NAME_END = re.compile(r" ?[|·•] ?|,? [–—-] |, |(?<=\w)—")
SENTENCE_MARK = re.compile(r"[.!?。]\s*\Z")


def head_lines(text: str) -> list[str]:
    """Return the first lines of a text that are not blank, without marks of emphasis around them."""
    return [line.strip(EMPHASIS) for line in text[:HEAD_LENGTH].split("\n") if line.strip(EMPHASIS)][:MAX_HEAD_LINES]


def outlet_in(text: str) -> str | None:
    r"""Return the outlet that a text names at its top, as written, else None.

    It stands on a short line with a date, on the line above or below one, or behind "by the" at the head of a line.

    >>> outlet_in("Bridge shut\nElsa Gazette, 3 June 2024\n\nIt broke."), outlet_in("Elsa Gazette fined\n\nIt ...")
    ('Elsa Gazette', None)
    """
    lines = [line if len(line) <= MAX_OUTLET_LINE else "" for line in head_lines(text)]
    dated = [bool(line and stated_on(line)) for line in lines]
    for index, line in enumerate(lines):
        match = BY_OUTLET.search(line)
        if match and (dated[index] or not match.start()) and is_outlet(match[1], written_small=True):
            return match[1]
        parts = NAME_END.split(line) if dated[index] else [line]
        if any(dated[max(index - 1, 0) : index + 2]) and (name := next(filter(is_outlet, parts), None)):
            return name
    return None


def is_outlet(name: str, *, written_small: bool = False) -> bool:
    """Whether a name is that of a paper, station or site: capitals, a word for such at an end, and a word more.

    written_small: whether that word may be in lower case.

    >>> [is_outlet(name) for name in ("Channel 6 News", "World News", "Jane Doe", "The Elsa Gazette is sold")]
    [True, False, False, False]
    """
    words, known = name.split(), load_language("en")
    if len(words) not in OUTLET_WORDS or not (known.outlets & {words[0].lower(), words[-1].lower()}):
        return False
    named = words[:-1] if written_small else words
    plain = known.outlets | known.outlet_sections | known.stop_words
    return all(word[:1].isupper() or word.isdigit() or word in known.stop_words for word in named) and any(
        word.lower() not in plain for word in words
    )


def date_in(text: str) -> str | None:
    """Return the date that a text gives itself at its top, or at its end behind "published", as ISO 8601; else None.

    Such a date stands on a line of its own, behind a word such as "Published", behind a place as in "Lund, 3 May 2021",
    or in the dateline of the first paragraph. A line that only says when the text was updated counts last. A date
    without a year counts where it stands alone or in a dateline; it is returned as written.
    """
    head = head_lines(text)
    foot = [line.strip() for line in text[-FOOT_LENGTH:].split("\n") if line.strip()][-MAX_FOOT_LINES:]
    dates = [(UPDATED.search(line) is not None, date) for line in head if (date := stated_on(line))]
    dates += [(False, date) for line in foot if PUBLISHED.match(line) and (date := stated_on(line))]
    return min(dates, key=lambda pair: pair[0])[1] if dates else None


def stated_on(line: str) -> str | None:
    """Return the date that a line at the top of a text states as that of the text; None where it has none.

    >>> stated_on("Published March 4, 2020"), stated_on("The dam broke on March 4, 2020, police said.")
    ('2020-03-04', None)
    """
    match = WRITTEN.search(line[:MAX_LINE])
    if not match or not (date := day_written(match[0].replace(" de ", " "))):
        return without_year(line)
    before, after = line[: match.start()], CLOCK.sub(" ", line[match.end() :])
    if len(line) <= MAX_LINE and (
        PUBLISHED.match(line) or PUBLISHED.match(PART_END.split(before)[-1]) or UPDATED.match(before)
    ):
        return date
    if len(line) > MAX_LINE or SENTENCE_MARK.search(after):
        return date if is_dateline(before, after) else None
    rest = " ".join(AROUND.sub(" ", after).split())
    return date if is_head(before) and len(rest.split()) <= MAX_PLACE_WORDS else None


def day_written(written: str) -> str | None:
    """Return a day as ISO 8601, its month in any language; as written where only others tell the order; else None.

    >>> day_written("21. März 2024"), day_written("12 agosto 2025"), day_written("3 apples 2024")
    ('2024-03-21', '2025-08-12', None)
    """
    return iso_date(written) or unsettled(written) or day_in_words(written)


def day_in_words(written: str) -> str | None:
    """Return the day that a date means whose month stands in one of the known languages; None for other texts.

    >>> day_in_words("5 Mart 2024 Salı"), day_in_words("5 apples 2024")
    ('2024-03-05', None)
    """
    days = {day for code in known_codes() if (day := readings_of(written, code).sure)}
    return days.pop() if len(days) == 1 else None  # a month may be another one in another language


def without_year(line: str) -> str | None:
    """Return the date of a line as written, which has a day and a month and is alone or in a dateline; else None."""
    for match in islice(WITHOUT_YEAR.finditer(line[:MAX_LINE]), MAX_PLACE_WORDS):
        before, after = line[: match.start()], line[match.end() :]
        is_alone = is_weekday(before.strip(" ,")) or not before.strip()
        if unsettled(match[0]) and ((is_alone and not CLOCK.sub("", after).strip(" ,")) or is_dateline(before, after)):
            return match[0]
    return None


def is_head(before: str) -> bool:
    """Whether what stands before a date on its line is nothing, a weekday, or a place with a comma."""
    part = SHORT_ARTICLE.sub("", PART_END.split(before)[-1]).strip()  # behind the last mark that cuts a line into parts
    names = part.rstrip(",(").split()
    is_place = part[-1:] in (",", "(") and 0 < len(names) <= MAX_PLACE_WORDS and names[0][:1].isupper()
    return not names or is_place or is_weekday(part)


def is_weekday(word: str) -> bool:
    """Whether a word is the name of a weekday in one of the known languages, or cut short in English.

    >>> [is_weekday(word) for word in ("Wed.", "Jueves,", "jueves de")]
    [True, True, False]
    """
    name = word.rstrip(",").lower()
    known = (load_language(code).weekday_numbers for code in known_codes())
    return WEEKDAY.fullmatch(name) is not None or any(name in weekdays for weekdays in known)


def is_dateline(before: str, after: str) -> bool:
    """Whether a date stands in the dateline of a paragraph: behind a place and a comma, before a dash or bracket."""
    names = before.rstrip(" ,(").split()
    is_place = before.rstrip()[-1:] in (",", "(") and 0 < len(names) <= MAX_PLACE_WORDS and names[0][:1].isupper()
    return is_place and len(before) <= MAX_DATELINE and BEHIND_DATELINE.match(after) is not None
