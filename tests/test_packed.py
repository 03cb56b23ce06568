"""Mail, feeds, office files: what is inside is read, what is hostile is refused."""

import email.policy
from email.message import EmailMessage

import pytest

from tests.reading import OTHER, SENTENCE, STORY, WITH_LIBRARIES, made, refused, zipped

pytestmark = WITH_LIBRARIES

# ------------------------------------------------------------ mail and feeds


def mailed(text: str, **headers: str) -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return message


def test_of_a_mail_the_plain_text_is_read_without_the_signature():
    data = mailed(
        f"{STORY}\n-- \nSent from my toaster",
        Subject="=?utf-8?q?D=C3=A9j=C3=A0?=",
        Date="Tue, 5 Mar 2024 09:30:00 +0100",
    )
    (document,) = made(data.as_bytes(), "a.eml").documents
    assert (document.text, document.title, document.date) == (STORY, "Déjà", "2024-03-05T09:30")


@pytest.mark.parametrize("address", ["", " <ana@example.org>"])
def test_mails_that_a_mail_quotes_are_not_its_text(address):
    quoted = f"On Mon, 5 Jan 2025, Ana Ruz{address} wrote:\n> The fire still burns.\n>\n> Nobody knows why."
    data = mailed(f"{STORY}\n\n{quoted}\n\nThe road is open: we drove on it.\n", Subject="Re: Fire")
    (document,) = made(data.as_bytes(), "a.eml").documents
    assert document.text.split("\n\n", 1)[0] == STORY
    assert document.text.endswith("The road is open: we drove on it.")
    assert "burns" not in document.text
    assert "wrote" not in document.text


def test_a_word_that_a_mail_breaks_at_a_line_end_is_whole():
    head = "Subject: x\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n"
    text = "It cost 410 mil \nlion  \ncrowns.\n\nNobody paid.\n-- \nSent from my toaster"
    assert made(f"{head}{text}".encode(), "a.eml").documents[0].text == "It cost 410 million crowns.\n\nNobody paid."


def test_a_quoted_line_of_a_mail_takes_nothing_of_the_next_nor_does_a_line_take_the_sign_of_a_signature():
    head = "Subject: x\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n"
    text = "> The fire still \nBut I say that it fi \nts well. \n-- \nJo"
    assert made(f"{head}{text}".encode(), "a.eml").documents[0].text == "But I say that it fits well."


def test_a_mail_that_only_quotes_another_is_read():
    data = mailed(f"> {STORY}\n", Subject="Fwd: Fire")
    assert STORY in made(data.as_bytes(), "a.eml").documents[0].text


def test_where_the_plain_text_of_a_mail_is_blank_its_html_is_read():
    message = mailed(" \n", Subject="x")
    message.add_alternative(f"<p>{STORY}</p>", subtype="html")
    assert made(message.as_bytes(), "a.eml").documents[0].text == STORY


def test_a_mail_of_html_alone_is_read_without_what_is_hidden():
    message = mailed("", Subject="x")
    message.set_content(f"<p style='display:none'>preheader</p><table><tr><td></table><p>{STORY}</p>", subtype="html")
    assert made(message.as_bytes(), "a.eml").documents[0].text == STORY


def test_where_the_plain_text_of_a_mail_is_a_stub_its_html_is_read():
    message = mailed("Your program cannot show this mail.", Subject="x")
    message.add_alternative(f"<p>{STORY}</p>", subtype="html")
    assert made(message.as_bytes(), "a.eml").documents[0].text == STORY


def test_mails_that_are_attached_to_a_mail_are_articles_of_their_own():
    message = mailed("What the agency sent us is attached.", Subject="Fwd")
    message.add_attachment(mailed(STORY, Subject="Dam", Date="Tue, 5 Mar 2024 09:30:00 +0100"))
    cover, story = made(message.as_bytes(), "a.eml").documents
    assert (cover.name, story.name) == ("a.eml#1", "a.eml#2")
    assert (story.text, story.title, story.date) == (STORY, "Dam", "2024-03-05T09:30")
    (lone,) = made(message.as_bytes().replace(b"What the agency sent us is attached.", b""), "a.eml").documents
    assert lone.text == STORY


@pytest.mark.parametrize("charset", ["rot13", "zlib", "unicode_escape", "nonsense", "iso-8859-1", '"'])
def test_a_mail_that_names_no_codec_of_text_is_read_all_the_same(charset):
    data = f"Subject: a\nContent-Type: text/plain; charset={charset}\n\n{STORY}\n".encode()
    assert made(data, "a.eml").documents[0].text == STORY


def test_japanese_mail_is_read_whether_it_names_its_encoding_or_not():
    text = "メリンの鉄道労働者は月曜日に\n三日間のストライキを始めた。"
    data = text.encode("iso2022_jp")
    for charset in ("; charset=iso-2022-jp", "; charset=utf-8", "; charset=us-ascii", ""):
        head = f"Content-Type: text/plain{charset}\n\n".encode()
        assert made(head + data, "a.eml").documents[0].text == text
    for name in ("a.txt", "a.md"):
        reading = made(data, name)
        assert (reading.documents[0].text, reading.warnings) == (text, ())


def test_entries_without_a_text_are_counted_and_those_of_another_feed_keep_their_outlet():
    feed = f"""<rss><channel><title>Planet</title>
    <item><title>One</title><description>{STORY}</description><source url="x">PPP</source></item>
    <item><title>Two</title></item></channel></rss>"""
    reading = made(feed, "a.xml")
    assert [(d.name, d.outlet) for d in reading.documents] == [("a.xml#1", "PPP")]
    assert reading.warnings == ("a.xml: 1 of 2 entries have no text, left out",)


ENTRY = "<rss><channel><item><description>&b;</description></item></channel></rss>"
LAUGHS = f'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>{ENTRY}'
OUTSIDE = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>{ENTRY}'


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_entities_are_refused(data):
    assert "entities" in refused(data, "a.rss")


def test_deep_xml_and_xml_of_another_kind_are_refused():
    assert "too deep" in refused("<a>" * 5000 + "</a>" * 5000, "a.xml")
    assert "another kind (svg)" in refused("<svg><text>Hello</text></svg>", "a.xml")


# ------------------------------------------------------------ office files

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str) -> bytes:
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()})


def test_deleted_and_hidden_words_of_a_word_document_are_left_out():
    body = f"""<w:p><w:r><w:t>{SENTENCE}</w:t></w:r><w:del><w:r><w:delText>Deleted.</w:delText></w:r></w:del>
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>
    <w:ins><w:r><w:t xml:space="preserve"> Inserted.</w:t></w:r></w:ins></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>{OTHER}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""
    assert made(docx(body), "a.docx").documents[0].text == f"{SENTENCE} Inserted.\n\n{OTHER}"


def test_entities_in_a_word_document_are_refused():
    data = zipped({"word/document.xml": f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {W}/>'.encode()})
    assert "entities" in refused(data, "a.docx")


def test_hidden_words_of_rtf_are_left_out():
    data = f"{{\\rtf1\\ansi {SENTENCE} {{\\v Hidden.}}{{\\deleted Gone.}}\\par {OTHER}}}"
    assert made(data, "a.rtf").documents[0].text == f"{SENTENCE} \n\n{OTHER}".replace(" \n", "\n")


@pytest.mark.parametrize(
    "text",
    [
        r"It hurt \strike 16\strike0 61 men.",
        r"{\b It hurt \strike 16\strike0 61 men}.",
        r"{\fonttbl{\f0 Arial;}}\pard It hurt \b\strike 16\b0\strike0 61 men.",
        r"It hurt {\striked1 16 {\b 17}\'31 18}61 men.",
        r"It hurt \v 16\u233?\plain 61 men.",
        r"It hurt \deleted 16\deleted0 61 men.",
    ],
)
def test_struck_out_figures_of_rtf_are_left_out_and_nothing_around_them(text):
    assert made(f"{{\\rtf1\\ansi {text}\\par {OTHER}}}", "a.rtf").documents[0].text == f"It hurt 61 men.\n\n{OTHER}"


def test_xml_that_is_no_feed_is_an_article_by_its_paragraphs():
    body = f"<hl1>Dam <b>breaks</b></hl1><content><p>{STORY}</p>\n<p>{OTHER}</p></content>"
    (document,) = made(f"<nitf><body>{body}</body></nitf>".encode(), "a.xml").documents
    assert (document.title, document.text) == ("Dam breaks", f"{STORY}\n\n{OTHER}")
    assert "another kind (urlset)" in refused(b"<urlset><url><loc>https://a.example/1</loc></url></urlset>", "a.xml")
