"""Web pages: the article and nothing of the site, in the encoding that the bytes tell; the prose of pieces."""

import json

import pytest
from lxml.html import fromstring

from summarize.clean.blocks import clean
from summarize.read.inputs import read, read_all
from summarize.read.markup import is_long, is_telling, prose
from tests.reading import DATA, FACTS, SENTENCE, STORY, WITH_LIBRARIES, harmless, made, refused

pytestmark = WITH_LIBRARIES

PAGES = json.loads((DATA / "pages" / "pages.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page["keep"]])
def test_of_a_page_every_sentence_of_the_article_is_kept_and_nothing_of_the_site(name):
    (document,) = read(DATA / "pages" / f"{name}.html").documents
    blocks = clean(document.text, document.title)
    text = " ".join(" ".join(document.text[block.start : block.end] for block in blocks).split())
    kept = " ".join(document.text[block.start : block.end] for block in blocks if block.kind == "prose")
    assert [sentence for sentence in PAGES[name]["keep"] if sentence not in text] == []
    assert [stretch for stretch in PAGES[name]["drop"] if stretch in kept] == []
    for fact in ("title", "author", "outlet", "date", "url"):
        assert getattr(document, fact) == PAGES[name].get(fact, getattr(document, fact))


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if not page["keep"]])
def test_a_page_without_an_article_is_refused_with_the_reason(name):
    page = DATA / "pages" / f"{name}.html"
    assert PAGES[name]["drop"] in refused(page.read_bytes(), "a.html")


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if "encoding" in page])
def test_the_bytes_of_a_page_tell_its_encoding_better_than_its_own_claim(name):
    reading = read(DATA / "pages" / f"{name}.html")
    assert reading.encodings == (PAGES[name]["encoding"],)


def test_a_page_that_names_an_unusable_encoding_is_read_all_the_same():
    for label in ("rot13", "zlib", "unicode_escape", "undefined", "utf-7", "x" * 40):
        page = (
            f"<html><head><meta charset='{label}'></head><body><article><p>{STORY} Déjà vu.</p></article></body></html>"
        )
        assert SENTENCE in made(page.encode("cp1252"), "a.html").documents[0].text


def test_pages_are_known_without_their_suffix_and_the_parts_of_a_saved_page_are_left_out(tmp_path):
    page = (DATA / "one" / "a.html").read_bytes()
    assert made(page, "-").documents[0].title == made(page, "page.asp").documents[0].title == FACTS["title"]
    (tmp_path / "page.html").write_bytes(page)
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "frame.html").write_bytes(page)
    reading = read_all([tmp_path])
    assert [document.name for document in reading.documents] == [str(tmp_path / "page.html")]
    assert reading.warnings == (f"{tmp_path / 'page_files'}: left out, the parts of a saved page; name it to read it",)


@pytest.mark.parametrize("piece", ["<div>", "<p>x", "<a b='", "<!--", "<br>", "&amp;", "<ul><li>x", "<![CDATA["])
def test_pages_built_to_keep_a_parser_busy_end(piece):
    page = f"<html><body><p>{STORY}</p>{piece * 20_000}"
    harmless(page.encode(), "a.html")
    assert isinstance(prose(page), str)


PARAGRAPHS = [
    "Engineers closed the bridge over the river on Monday after they found a crack in one of its four piers.",
    "The crack is about two metres long and was found by a diver who was looking for a lost anchor.",
    "Drivers have to take the bridge at Arden, which is 14 kilometres upstream, until the end of next week.",
    "A ferry will run to Osk every half an hour, and a ticket will cost forty crowns each way.",
    "Shops in the port fear that they will lose a third of their customers while the bridge is shut.",
    "The minister of transport will visit the bridge on Thursday to see the crack and talk to the county.",
]


def set_as(paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def kept_of(body):
    text = made(f"<html><body><article>{body}</article></body></html>".encode(), "a.html").documents[0].text
    return [paragraph for paragraph in PARAGRAPHS if paragraph in text]


@pytest.mark.parametrize("name", ["subscriber-content", "sign-up-story", "newsletter-article", "paywall"])
def test_a_container_with_the_article_is_kept_whatever_its_name(name):
    body = f'{set_as(PARAGRAPHS[:3])}<div class="{name}">{set_as(PARAGRAPHS[3:])}<a href="/more">Osk</a></div>'
    assert kept_of(body) == PARAGRAPHS


@pytest.mark.parametrize("inner", ["{}", '<div class="inner"><div>{}</div></div>'], ids=["flat", "nested"])
def test_an_article_in_two_containers_of_one_class_is_read_whole(inner):
    half = '<div class="body article__body">{}</div>'.format
    first, second = (half(inner.format(set_as(part))) for part in (PARAGRAPHS[:3], PARAGRAPHS[3:]))
    assert kept_of(f'<h1>Bridge</h1><div>{first}<div class="ad"></div>{second}</div>') == PARAGRAPHS


def test_where_a_page_names_its_body_what_stands_beside_it_is_none():
    gift = "<div><p>Members may give away ten reports a month.</p></div>"
    assert kept_of(f'<h1>Bridge</h1>{gift}<section name="articleBody">{set_as(PARAGRAPHS)}</section>') == PARAGRAPHS
    page = f'<article>{gift}<section name="articleBody">{set_as(PARAGRAPHS)}</section></article>'
    assert "ten reports" not in made(f"<html><body>{page}</body></html>".encode(), "a.html").documents[0].text


def test_teasers_inside_an_article_are_none_of_it():
    teaser = '<article class="teaser">{}</article>'.format
    old = teaser("<h2>Fish</h2><p>Fish prices rose again in Brenn this week, to the joy of many.</p>")
    page = f"<article>{old}<h1>Bridge</h1><div>{set_as(PARAGRAPHS)}</div></article>"
    assert "Fish" not in made(f"<html><body>{page}</body></html>".encode(), "a.html").documents[0].text
    assert kept_of(teaser(set_as(PARAGRAPHS))) == PARAGRAPHS


def test_prose_that_is_set_as_it_was_typed_is_read_in_paragraphs_and_quotations_keep_their_marks():
    typed = "\n\n".join(paragraph.replace(" the ", " the\n") for paragraph in PARAGRAPHS)
    assert kept_of(f"<pre>{typed}</pre>") == PARAGRAPHS
    told = f"{set_as(PARAGRAPHS)}<p>He said <q>it broke at dawn</q> and left the bridge with his anchor.</p>"
    text = made(f"<html><body><article>{told}</article></body></html>".encode(), "a.html").documents[0].text
    assert "He said “it broke at dawn” and left" in text


def test_a_poll_between_paragraphs_is_left_out_and_a_form_around_them_is_not():
    poll = '<div><p>Should the bridge open again?</p><label><input type="radio">Yes</label><button>Vote</button></div>'
    page = f"<form><h1>Bridge</h1>{set_as(PARAGRAPHS[:3])}{poll}{set_as(PARAGRAPHS[3:])}</form>"
    assert kept_of(page) == PARAGRAPHS
    assert "open again" not in made(f"<html><body>{page}</body></html>".encode(), "a.html").documents[0].text


def test_a_prompt_between_paragraphs_is_left_out():
    prompt = "<p>We and our partners store data on your device to give you a better visit to this site.</p>" * 2
    body = f'{set_as(PARAGRAPHS)}<div class="newsletter">{prompt}<button>Join</button></div>'
    text = made(f"<html><body><article>{body}</article></body></html>".encode(), "a.html").documents[0].text
    assert "partners" not in text


@pytest.mark.parametrize("cover", ["aside", "form", "noscript", "footer", "nav"])
def test_an_article_that_stands_where_others_have_notes_is_read(cover):
    around = f"<div><{cover} class='side main'><h1>Bridge</h1>{set_as(PARAGRAPHS)}</{cover}></div>"
    text = made(f"<html><body>{around}<p>Loading...</p></body></html>".encode(), "a.html").documents[0].text
    assert [paragraph for paragraph in PARAGRAPHS if paragraph in text] == PARAGRAPHS
    aside = f"<{cover}>{set_as(PARAGRAPHS[4:])}</{cover}>"
    assert kept_of(f"<h1>Bridge</h1>{set_as(PARAGRAPHS[:4])}{aside}") == PARAGRAPHS[:4]


PARTS = {  # a part of a page, and whether a reader sees it as the article
    "a label": ('<p class="ad">Sponsored: Lose weight with this trick.</p>', False),
    "a label of its own": ('<div class="sponsored"><p>Sponsored</p><p>Heat pumps cut the bills.</p></div>', False),
    "a word to the reader": ('<div class="promo-box"><p>Your next holiday starts here.</p></div>', False),
    "a link": ('<div id="ad_3">Cheap trucks in Elsa. <a href="/t">More</a></div>', False),
    "an advertisement's name, no other sign": ('<p class="promo">Two villages lost their bridges.</p>', True),
    "a lead with a promotion's name": (f'<div class="sponsored"><p>{SENTENCE} {STORY}</p></div>', True),
    "another word": ('<p class="adverse-events">You hear of it, Sponsored: by nobody.</p>', True),
    "no size": ('<p style="font-size:0">Nobody sees this.</p>', False),
    "some size": ('<p style="font-size:0.9em">Some see this.</p>', True),
    "parts with a size": ('<div style="font-size: 0"><p style="font-size: 16px">All see this.</p></div>', True),
    "white on white": ('<p style="color:#FFF;background: white">Nobody sees this.</p>', False),
    "white on black": ('<p style="color:#fff;background:#000">All see this.</p>', True),
    "outside the page": ('<p style="position:absolute; left:-9999px">Nobody sees this.</p>', False),
}


@pytest.mark.parametrize(("part", "seen"), PARTS.values(), ids=PARTS)
def test_advertisements_and_what_nobody_sees_are_no_text(part, seen):
    page = f"<html><body><article><p>{STORY}</p>{part}<p>{STORY[::-1].capitalize()}.</p></article></body></html>"
    text = made(page.encode(), "a.html").documents[0].text
    told = " ".join(fromstring(part).itertext()).split(".")[0].split()[-1]
    assert (told in text) == (told in prose(page)) == seen


def test_in_a_piece_of_html_what_nobody_sees_is_no_text():
    assert prose('<p>A</p><p style="font-size:0px">x</p><div style="font-size:0"><p>B</p></div>') == "A\n\nB"


def test_in_a_piece_of_html_tables_that_hold_paragraphs_are_text_and_others_are_not():
    assert prose(f"<table><tr><td><table><tr><td>{STORY}</td></tr></table></td></tr></table>") == STORY
    assert prose("<p>A</p><table><tr><th>Town</th><td>Elsa</td></tr></table>") == "A"


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_out_words_are_no_text(tag):
    text = f"<p>The captain was <{tag}>drunk</{tag}><ins>asleep</ins> when the ship began to burn, the owner said.</p>"
    page = f"<html><body><article>{set_as(PARAGRAPHS)}{text}</article></body></html>"
    assert "The captain was asleep when" in made(page.encode(), "a.html").documents[0].text


PIECES = {
    "paragraphs": ("<p>One.</p><div>Two.</div>", "One.\n\nTwo."),
    "unclosed paragraphs": ("<p>One.<p>Two.", "One.\n\nTwo."),
    "one line break": ("One<br>two.", "One\ntwo."),
    "two line breaks": ("One.<br/> <br/>Two.", "One.\n\nTwo."),
    "white space and entities": ("A &amp;\n  B&nbsp;&eacute; <b>c</b>d", "A & B é cd"),
    "a hidden element with others inside": ("A <div hidden><div>x</div>x</div> B", "A\n\nB"),
    "hidden by its style": ("A <span style='display: none'>x</span>B", "A B"),
    "no text of the article": ("<nav>x</nav>A<table><tr><td>x</td></tr></table><!-- x -->", "A"),
    "an open quotation mark": ("A <a href='x>B</a> C", "A B C"),
    "an unclosed mark of what is struck out": ("<p>A <s>x</p><p>B</p><p>C <s>x<div>D</div>", "A\n\nB\n\nC\n\nD"),
    "an unclosed mark in a list": ("<ul><li>A <s>x<li>B <del><ul><li>x</ul></del></ul><p>C", "A\n\nB\n\nC"),
    "paragraphs that are struck out": ("<div>A <del><p>x</p><p>x</p></del>B</div>", "A B"),
    "a sign that is no tag": ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
}


@pytest.mark.parametrize(("markup", "text"), PIECES.values(), ids=PIECES)
def test_a_piece_of_html_becomes_paragraphs(markup, text):
    assert prose(markup) == text


def test_nothing_is_left_of_a_script():
    assert prose("A<script>x</script> B") == "A B"


@pytest.mark.parametrize(
    "body",
    [
        '<form id="page"><input type="hidden" value="1"><div>{0}<br><br>{0}</div></form>',
        '<div><h1>Dam breaks</h1><input type="checkbox">{0}<br>{0}</div>',
        '<form><input type="checkbox"><blockquote>{0}</blockquote></form>',
    ],
)
def test_a_form_that_holds_the_article_is_no_poll(body):
    (document,) = made(f"<html><body>{body.format(STORY)}</body></html>", "a.html").documents
    assert SENTENCE in document.text


@pytest.mark.parametrize("tag", ["time", "label", "output", "button", "object"])
def test_a_word_in_the_middle_of_a_sentence_is_kept_whatever_its_element(tag):
    first, rest = PARAGRAPHS[0].split(" on Monday ")
    told = f"<p>{first} on <{tag}>Monday</{tag}> {rest}</p>{set_as(PARAGRAPHS[1:])}<p>It broke. <{tag}>More</{tag}></p>"
    assert kept_of(told) == PARAGRAPHS
    nested = told.replace(f"<{tag}>M", f"<a><b><{tag}>M").replace(f"day</{tag}>", f"day</{tag}></b></a>")
    assert kept_of(nested) == PARAGRAPHS
    assert (
        "More" not in made(f"<html><body><article>{told}</article></body></html>".encode(), "a.html").documents[0].text
    )


@pytest.mark.parametrize("mark", ["<del>{}</del>", "<s>{}</s>", '<b style="text-decoration: line-through">{}</b>'])
def test_in_a_piece_of_html_struck_out_figures_are_none_of_the_sentence(mark):
    assert prose(f"<p>It hurt {mark.format('16')}61 men.</p>") == "It hurt 61 men."


@pytest.mark.parametrize(
    "loose", ["<div>{}</div>", "<center>{}</center>", '<div class="ad">Ad</div>{}', "{}<h2>B</h2>"]
)
def test_text_between_paragraphs_is_read_whatever_it_stands_in(loose):
    assert kept_of(f"{set_as(PARAGRAPHS[:2])}{loose.format(PARAGRAPHS[2])}{set_as(PARAGRAPHS[3:])}") == PARAGRAPHS


@pytest.mark.parametrize(
    "number",
    [
        '<span epub:type="pagebreak" id="p12">12</span>',
        '<i role="doc-pagebreak"/>',
        '<b class="x-pageno">12</b>',
        '<span class="pagenum"><a id="Page_12">[Pg&nbsp;<span>12</span>]</a></span>',
        '<span class="page_number">xiv</span>',
    ],
)
def test_the_number_of_a_printed_page_is_no_figure_of_the_sentence(number):
    notes = '<section epub:type="endnotes"><p>From the annals of the port.</p></section>'
    assert prose(f"<p>It cost 4{number}10 crowns.</p>{notes}<p>It fell.</p>") == "It cost 410 crowns.\n\nIt fell."
    if not number.endswith("/>"):
        page = f"{set_as(PARAGRAPHS[1:])}<p>{PARAGRAPHS[0].replace('piers', f'pi{number}ers')}</p>"
        assert kept_of(page) == PARAGRAPHS


@pytest.mark.parametrize("name", ["avoid-page-break", "page page-break", "pagebreak"])
def test_text_in_a_container_that_is_named_after_a_page_is_read(name):
    assert prose(f'<div class="{name}"><b>12</b><p>It fell.</p></div>') == "12\n\nIt fell."
    assert kept_of(f'<div class="{name}">{set_as(PARAGRAPHS)}</div>') == PARAGRAPHS
    assert prose('<p>It cost <b class="avoid-page-break">12</b> crowns.</p>') == "It cost 12 crowns."


def test_a_character_of_chinese_makes_no_long_sentence_of_a_short_one():
    assert not is_long("Share with 友 now, it is free.")
    assert is_long("大坝于周一黎明时分决口，河谷北部的两个村庄被洪水淹没。")


@pytest.mark.parametrize("character", ["水", "ﾆ", "㐂", "𠮷"])
def test_a_paragraph_in_ideographs_of_any_block_is_long_enough_with_fewer_of_them(character):
    assert is_telling(f"{character * 25}。")
    assert not is_telling(f"{character * 5}。")
