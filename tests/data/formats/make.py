"""Make the files of this folder: one article in every format, by the programs that people use for it.

Run once, by hand, with LibreOffice, pandoc and Chromium installed; the tests read what it left. The article is one of
`benchmarks/clusters/satellite-launch` with its quotation marks curled (CC0).
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
ONE = HERE / "one"
ARTICLE = json.loads((HERE / "article.json").read_text(encoding="utf-8"))
PARAGRAPHS = ARTICLE["paragraphs"]
BODY = "".join(f"<p>{escape(paragraph, quote=False)}</p>\n" for paragraph in PARAGRAPHS)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"
MAIL_DATE = "Thu, 07 Mar 2024 20:31:00"  # that of the article, as mails and feeds write it
PORT = 9333  # of this machine, on which Chromium takes commands
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{ARTICLE["title"]} | {ARTICLE["outlet"]}</title>
<meta property="og:site_name" content="{ARTICLE["outlet"]}"><meta name="author" content="{ARTICLE["author"]}">
<meta property="article:published_time" content="{ARTICLE["date"]}">
<link rel="canonical" href="{ARTICLE["url"]}"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>{ARTICLE["title"]}</h1><p class="byline">By {ARTICLE["author"]}</p>
{BODY}</article></main>
<aside><h2>Most read</h2><ul><li><a href="/a">Ferry fares to rise again in spring</a></li></ul></aside>
<footer><p>&copy; 2024 {ARTICLE["outlet"]}. All rights reserved.</p></footer></body></html>
"""
SHEET = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{ARTICLE["title"]}</title>
<meta name="author" content="{ARTICLE["author"]}"></head><body><h1>{ARTICLE["title"]}</h1>{BODY}</body></html>"""


def run(*command: object) -> None:
    """Run a program; CalledProcessError when it fails."""
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def office(source: Path, kind: str, target: Path) -> None:
    """Convert a document by LibreOffice; kind: its suffix, or a filter with its settings."""
    with tempfile.TemporaryDirectory() as folder:
        run("soffice", "--headless", "--convert-to", kind, "--outdir", folder, source)
        shutil.move(next(Path(folder).iterdir()), target)


def printed(page: str, target: Path, *options: str) -> None:
    """Print a page to PDF by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", *options, f"--print-to-pdf={target}", source)


def records() -> None:
    """Write plain text, Markdown, JSON and tables."""
    record = {key: ARTICLE[key] for key in ("title", "author", "date", "url")}
    record = {**record, "source": {"name": ARTICLE["outlet"]}, "text": "\n\n".join(PARAGRAPHS)}
    front = "".join(f"{key}: {ARTICLE[key]}\n" for key in ("title", "author", "date", "url", "outlet"))
    (ONE / "a.txt").write_text(f"{ARTICLE['title']}\n\n{TEXT}", encoding="utf-8")
    (ONE / "a.md").write_text(f"---\n{front}---\n\n# {ARTICLE['title']}\n\n{TEXT}", encoding="utf-8")
    (ONE / "a.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    (ONE / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    cells = [ARTICLE["title"], ARTICLE["date"], ARTICLE["outlet"], record["text"]]
    row = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    (ONE / "a.csv").write_text(f"headline,publishedAt,publication,content\r\n{row}\r\n", encoding="utf-8")
    tabs = "\t".join(cell.replace("\n\n", " ") for cell in cells)
    (ONE / "a.tsv").write_text(f"headline\tpublishedAt\tpublication\tcontent\n{tabs}\n", encoding="utf-8")


def markup() -> None:
    """Write the web page and the feeds."""
    (ONE / "a.html").write_text(PAGE, encoding="utf-8")
    (ONE / "a.xhtml").write_text(PAGE.replace("<!DOCTYPE html>", '<?xml version="1.0"?>'), encoding="utf-8")
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{ARTICLE['outlet']}</title><item><title>{ARTICLE['title']}</title><link>{ARTICLE['url']}</link>"
        f"<pubDate>{MAIL_DATE} GMT</pubDate><description>A teaser only.</description>"
        f"<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>"
    )
    (ONE / "a.rss").write_text(feed, encoding="utf-8")
    atom = (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{ARTICLE['outlet']}</title><entry><title>{ARTICLE['title']}</title><link href='{ARTICLE['url']}'/>"
        f"<published>{ARTICLE['date']}Z</published><content type='html'>{escape(BODY)}</content></entry></feed>"
    )
    (ONE / "a.atom").write_text(atom, encoding="utf-8")


def mail() -> None:
    """Write the mail: plain text, the web page as its alternative, and an attachment."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = f"{ARTICLE['author']} <quist@ppp.example>", "reader@mail.example"
    message["Subject"], message["Date"] = ARTICLE["title"], f"{MAIL_DATE} +0000"
    message.set_content("\n\n".join(PARAGRAPHS))
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="map.png")
    for part in message.walk():
        if part.is_multipart():
            part.set_boundary("=" * 15 + part.get_content_subtype())
    (ONE / "a.eml").write_bytes(message.as_bytes())


def documents() -> None:
    """Write what office programs and pandoc make."""
    with tempfile.TemporaryDirectory() as folder:
        sheet, odt = Path(folder) / "sheet.html", Path(folder) / "sheet.odt"
        sheet.write_text(SHEET, encoding="utf-8")
        run("pandoc", "-s", sheet, "-o", odt)
        for suffix in ("odt", "docx", "rtf", "pdf"):
            office(odt, suffix, ONE / f"a.{suffix}")
        secret = (
            '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
        )
        office(odt, f"pdf:writer_pdf_Export:{secret}", HERE / "encrypted.pdf")
        for suffix in ("docx", "odt", "rtf"):
            run("pandoc", "-s", sheet, "-o", HERE / f"pandoc.{suffix}")
        run("pandoc", "-s", sheet, "--metadata", "author=" + ARTICLE["author"], "-o", ONE / "a.epub")


def prints() -> None:
    """Print to PDF by Chromium: the web page, two columns with running heads and broken words, and a picture."""
    printed(PAGE, HERE / "browser.pdf")
    hyphenated = BODY
    for word in ("separated", "satellite", "reported", "pressure", "altitude", "replaces", "operation", "together"):
        hyphenated = hyphenated.replace(word, f"{word[:3]}&shy;{word[3:]}")
    style = (
        "@page{size:A5;margin:18mm 14mm;@top-center{content:'Pan-Pelagia Press, 7 March 2024';font-size:8pt}"
        "@bottom-center{content:'Page ' counter(page);font-size:8pt}}"
        "body{columns:2;column-gap:8mm;font:11pt serif;text-align:justify;hyphens:manual}"
        "h1{column-span:all;font-size:16pt}p{margin:0;text-indent:1em}"
    )
    columns = SHEET.replace("</head>", f"<style>{style}</style></head>").replace(BODY, hyphenated)
    printed(columns, HERE / "columns.pdf", "--no-pdf-header-footer")
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    scan = f'<img style="width:500px;height:700px" src="data:image/png;base64,{dot}">'
    printed(scan, HERE / "scan.pdf", "--no-pdf-header-footer")


def snapshot(target: Path) -> None:
    """Save the page as MHTML by Chromium, asked over its own protocol (needs websocket-client)."""
    import websocket

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(PAGE, encoding="utf-8")
        options = ["--headless", "--no-sandbox", f"--remote-debugging-port={PORT}", "--remote-allow-origins=*"]
        command = [shutil.which("chromium") or "", *options, f"--user-data-dir={folder}/profile", source.as_uri()]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            socket = websocket.create_connection(debugger_address())
            time.sleep(1)
            socket.send(json.dumps({"id": 1, "method": "Page.captureSnapshot"}))
            answer = json.loads(socket.recv())
            while answer.get("id") != 1:
                answer = json.loads(socket.recv())
            target.write_bytes(answer["result"]["data"].replace(source.as_uri(), ARTICLE["url"]).encode())
        finally:
            browser.terminate()
            browser.wait()


def debugger_address() -> str:
    """Return the address at which Chromium takes commands for its page, as soon as it is up."""
    for _ in range(50):
        time.sleep(0.5)
        try:
            pages = json.loads(urllib.request.urlopen(f"http://127.0.0.1:{PORT}/json").read())
            return str(next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page"))
        except (OSError, StopIteration):
            continue
    raise TimeoutError("Chromium does not answer")


def archives() -> None:
    """Pack the text by gzip and the web page by ZIP."""
    with gzip.GzipFile(ONE / "a.txt.gz", "wb", mtime=0) as file:
        file.write((ONE / "a.txt").read_bytes())
    with zipfile.ZipFile(ONE / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("story/a.html"), (ONE / "a.html").read_bytes())


if __name__ == "__main__":
    ONE.mkdir(exist_ok=True)
    records()
    markup()
    mail()
    documents()
    prints()
    snapshot(ONE / "a.mhtml")
    archives()
    sys.stdout.write(f"{len(list(ONE.iterdir()))} files\n")
