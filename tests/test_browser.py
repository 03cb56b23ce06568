"""The page in a real browser: it reads well, leads where it says, and asks for nothing.

Chromium is driven by Playwright, which uses the one that is installed and downloads none.
"""

import io
import os
import shutil
import threading
from dataclasses import replace
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path

import pytest

from summarize import Document, summarize
from tests.test_render import HOSTILE

if not os.environ.get("CI"):
    pytest.importorskip("playwright.sync_api")
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NARROW, MIDDLE, WIDE = 320, 800, 1600  # pixels
HEADLINE = "Trump speaks with Taliban leader, says they have 'very good' relationship"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def hostile():
    """Articles, titles, names and addresses of hostile text, and long words."""
    article = "The dam at Elsa broke at dawn on Monday, police said.\n\n{0}\n\nTwo villages {0} were flooded on Monday."
    documents = [Document(article.format(text), text, text, text, text) for text in HOSTILE]
    return [
        *documents,
        Document(f"The dam at {'Elsa' * 99} broke at dawn on Monday. {'9' * 400} were hurt.", "long" * 99),
    ]


@pytest.fixture(scope="module")
def chromium():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        message = f"no browser: none of {', '.join(BROWSERS)} is installed"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Pages of the seeds, with and without an article of another story, of a cluster, of hostile text, and of a summary
    whose documents are gone.
    """
    folder = tmp_path_factory.mktemp("pages")
    names = ("seeds", "benchmarks/clusters/rail-strike")
    stories = {name: sorted((ROOT / name).glob("*.txt")) for name in names}
    other = Document("A baker in Lind sold forty rolls on Monday. He will bake more of them.", "Rolls of Lind")
    unused = [*stories["seeds"], other]
    for name, documents in {**stories, "unused": unused, "hostile": hostile()}.items():
        summary = summarize(documents, words=150, explain=True)
        (folder / f"{Path(name).name}.html").write_text(summary.to_html(documents), encoding="utf-8")
    (folder / "passages.html").write_text(summary.to_html(), encoding="utf-8")
    return folder


@pytest.fixture
def show(chromium, folder):
    """Return a function that opens a page and watches what it says and asks for."""
    contexts, events = [], []

    def open_page(name, width=WIDE, **how):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, **how))
        page = contexts[-1].new_page()
        page.on("console", lambda message: events.append(message.text))
        page.on("pageerror", lambda error: events.append(str(error)))
        page.on("dialog", lambda dialog: events.append(dialog.message))
        page.on("request", lambda request: events.append(request.url))
        page.goto((folder / f"{name}.html").as_uri())
        assert events.pop() == page.url
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert events == []


def slow_but(first, *others):
    """The first case runs always, the others as slow tests."""
    return [first, *(pytest.param(other, marks=pytest.mark.slow) for other in others)]


@pytest.mark.parametrize("name", slow_but("seeds", "rail-strike", "hostile", "passages"))
@pytest.mark.parametrize("width", slow_but(WIDE, NARROW))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_rules_of_accessibility_hold(show, name, width, scheme):
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page = show(name, width, color_scheme=scheme)
    page.evaluate(axe)
    report = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(broken["id"], broken["nodes"][0]["html"]) for broken in report["violations"]] == []
    assert len(report["passes"]) > 30


@pytest.mark.parametrize("name", slow_but("hostile", "seeds", "rail-strike", "passages"))
@pytest.mark.parametrize("width", slow_but(NARROW, MIDDLE, WIDE))
def test_no_page_is_wider_than_its_window(show, name, width):
    page = show(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def in_view(page, id_):
    page.wait_for_function(
        "id => { const box = document.getElementById(id).getBoundingClientRect(); "
        "return box.top >= 0 && box.top < innerHeight }",
        arg=id_,
    )
    return True


@pytest.mark.parametrize("width", slow_but(WIDE, MIDDLE, NARROW))
def test_every_mark_leads_to_its_passage_and_back(show, width):
    page = show("rail-strike", width, reduced_motion="reduce")
    marks = page.locator(".text .mark:not(.unlike, .also)")
    assert marks.count() > 8
    for index in range(0, marks.count(), 5):
        sentence = marks.nth(index).evaluate("mark => mark.closest('.sentence').id")
        marks.nth(index).click()
        target = page.evaluate("location.hash.slice(1)")
        assert in_view(page, target)
        assert page.locator(f"mark[id='{target}']").count() == 1
        page.locator(f"[id='{target}'] .back[href='#{sentence}']").click()
        assert page.evaluate("location.hash") == f"#{sentence}"
        assert in_view(page, sentence)


def test_figures_that_differ_fold_out_beside_their_sentence_and_lead_to_the_other_place(show):
    page = show("rail-strike", reduced_motion="reduce")
    aside = page.locator(".text .aside", has=page.locator(".unlike")).first
    link = aside.locator(".fold .differs + ul a").first
    assert not link.is_visible()
    aside.locator("summary").click()
    assert link.is_visible()
    link.click()
    target = page.evaluate("location.hash.slice(1)")
    assert in_view(page, target)
    back = page.locator(f"[id='{target}'] .back.unlike").first
    back.click()  # leads to what is folded, and opens it
    assert in_view(page, page.evaluate("location.hash.slice(1)"))


def test_the_keyboard_reaches_the_articles_the_marks_and_what_is_folded(show):
    page = show("seeds", reduced_motion="reduce")
    focused = "document.activeElement.getAttribute('href') || document.activeElement.className"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "#articles"
    page.keyboard.press("Tab")
    first = page.evaluate(focused)
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == first
    page.keyboard.press("Tab")  # from the passage on: its way back
    assert page.evaluate(focused) == "#s1"


def test_a_screen_reader_finds_landmarks_and_headings(show):
    page = show("seeds")
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("region", name="Summary", exact=True).count() == 1
    assert page.get_by_role("heading", level=1).all_inner_texts() == [HEADLINE]
    assert "The articles" in page.get_by_role("heading", level=2).all_inner_texts()
    assert page.get_by_role("article").count() == 5
    assert page.get_by_role("link", name="Source [1]").first.is_visible()


@pytest.mark.parametrize("width", slow_but(NARROW, WIDE))
def test_related_passages_fold_out_and_lead_to_their_place(show, width):
    page = show("rail-strike", width, reduced_motion="reduce")
    aside = page.locator(".text .aside").first
    passage = aside.locator("a").first
    assert not passage.is_visible()
    aside.locator("summary").click()
    assert passage.is_visible()
    passage.click()
    target = page.evaluate("location.hash.slice(1)")
    assert in_view(page, target)
    assert page.locator(f"mark[id='{target}'] .back.also").count() >= 1


@pytest.mark.parametrize("width", slow_but(WIDE, 320))
def test_there_is_one_scroll_bar(show, width):
    page = show("rail-strike", width)
    scrolling = "getComputedStyle(element).overflowY"
    boxes = page.locator("body *").evaluate_all(
        f"all => all.filter(element => ['auto', 'scroll'].includes({scrolling})).length"
    )
    assert boxes == 0


def test_what_is_folded_out_stands_behind_its_sentence(show):
    page = show("rail-strike")
    sentence, aside = page.locator(".text .sentence").first, page.locator(".text .aside").first
    aside.locator("summary").click()
    below, box = aside.locator(".fold").bounding_box(), sentence.bounding_box()
    assert below
    assert box
    assert 0 <= below["y"] - (box["y"] + box["height"]) < 40


def test_hostile_text_stays_text(show):
    page = show("hostile")
    assert page.locator("script, img, iframe, object, [onerror], [style]").count() == 0
    links = page.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(links) == {"file:"}
    assert "<script>alert(1)</script>" in page.locator("#articles").inner_text()


def test_a_folded_article_opens_and_is_printed(show):
    page = show("unused")
    folded = page.locator("article details p").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.summary')).position") == "static"
    page.emulate_media(media="screen")
    page.locator("article details summary").first.click()
    assert folded.is_visible()


LINKED = [
    "Dams are old. The gauge stood at 9.2 – a record –, and fire & rescue crews came from Söder-Elsa, R\u00e9my said.",
    "The dam held. It broke at dawn. Then the crews left for the night, and nobody stayed at the gates of the dam.",
    "The crews, which had been called on Sunday night by the owners of the dam, went home before the water rose on "
    "Monday, and the crews came back. It broke at dawn. He had seen it.",
    "堤防が月曜日に決壊した。村が浸水した。",
]
MAGENTA = (255, 0, 255)


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path):
    """A folder that is served on a port of this machine, and its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def highlighted(page):
    """The box of what the browser highlights, in pixels of the window."""
    import numpy as np
    from PIL import Image

    pixels = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    down, right = np.nonzero((pixels == MAGENTA).all(axis=2))
    return (right.min(), down.min(), right.max() + 1, down.max() + 1) if len(down) else None


def test_a_link_opens_the_article_at_the_passage_and_highlights_it(chromium, served):
    from summarize.cite.passage_links import linked
    from summarize.corpus import build_corpus
    from summarize.options import Options
    from summarize.records import Citation

    folder, address = served
    gap = "<p style='height: 3000px'></p>"
    body = gap + gap.join(f"<p>{escape(paragraph)}</p>" for paragraph in LINKED) + gap
    style = "::target-text { background: magenta; color: magenta } p { font: 20px/30px sans-serif }"
    (folder / "a.html").write_text(f"<meta charset='utf-8'><style>{style}</style><body>{body}", encoding="utf-8")
    document = Document("\n\n".join(LINKED), url=f"{address}/a.html")
    corpus = build_corpus([document], Options())
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    for sentence in corpus.sentences:
        link = linked(Citation(1, 0, sentence.start, sentence.end, sentence.text), document).link
        page.goto("about:blank")
        page.goto(link)
        page.wait_for_function("scrollY > 0")
        paragraph, before = place_of(document.text, sentence.start)
        rectangle = page.evaluate(
            """([index, start, end]) => {
                const text = [...document.querySelectorAll("p")].filter(p => p.firstChild)[index].firstChild
                const range = document.createRange()
                range.setStart(text, start)
                range.setEnd(text, end)
                const box = range.getBoundingClientRect()
                return [box.left, box.top, box.right, box.bottom]
            }""",
            [paragraph, before, before + sentence.end - sentence.start],
        )
        found = highlighted(page)
        assert found is not None, link
        assert all(abs(one - other) < 12 for one, other in zip(found, rectangle, strict=True)), (link, found, rectangle)
    page.close()


def test_a_link_highlights_a_short_passage_that_has_a_line_break(chromium, served):
    from summarize.read.inputs import gather

    folder, address = served
    gap, style = "<p style='height: 3000px'></p>", "::target-text { background: magenta }"
    text = f"<p>Rain fell for days in the hills.</p>{gap}<p>The dam<br>broke at dawn.</p>{gap}<p>Crews came.</p>"
    page_text = f"<html><head><style>{style}</style></head><body><article>{text}</article></body></html>"
    (folder / "b.html").write_text(page_text, encoding="utf-8")
    documents = gather([folder / "b.html"]).documents
    summary = summarize([replace(document, url=f"{address}/b.html") for document in documents], query="dam broke")
    (link,) = (one.citations[0].link for one in summary.sentences if "dam" in one.text)
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.goto(link)
    page.wait_for_function("scrollY > 0")
    _, top, _, bottom = highlighted(page)
    assert bottom - top > 25  # two lines
    page.close()


def place_of(text, offset):
    """The number of the paragraph that an offset is in, and the offset in it."""
    paragraph = text.count("\n\n", 0, offset)
    return paragraph, offset - (text.rfind("\n\n", 0, offset) + 2 if paragraph else 0)
