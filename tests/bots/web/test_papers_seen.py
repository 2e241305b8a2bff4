"""A paper is seen with its boxes whatever kind of file it is; what is too rich to draw is shown as its words."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from lxml import etree

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.ingestion.ofd_printing import ofd
from tests.ingestion.printing import Sheet
from tools.demo.arrivals import samples
from tools.demo.documents import render


def test_a_photograph_shows_with_its_boxes_as_a_pdf_does(site: Site) -> None:
    page = pdfium.PdfDocument(render(samples(site.world.clock.now().date())["special"]))[0]
    out = io.BytesIO()
    page.render(scale=200 / 72).to_pil().convert("RGB").save(out, "JPEG", quality=92)
    done = site.world.hand_in("wangfang", out.getvalue(), "photo.jpg")
    shown = site.world.must("wangfang", "open_document", document=done.document)
    boxed = [one for one in shown.fields if one.box and one.page_size]
    assert shown.seen_as == "picture" and len(boxed) >= 5
    for one in boxed:
        assert 0 <= one.box[0] < one.box[2] <= one.page_size[0] and 0 <= one.box[1] < one.box[3] <= one.page_size[1]
    told = site.person("wangfang").get(f"/inbox/{done.document}").text
    assert told.count('class="bx') >= len(boxed) and 'href="/documents/' in told
    assert site.person("wangfang").get(f"/documents/{done.document}/page/1.png").headers["content-type"] == "image/png"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_ofd_is_drawn_and_one_too_rich_to_draw_shows_its_words(site: Site, language: str) -> None:
    sheet = Sheet(595, 400).put(40, 60, "电子发票（普通发票）").put(40, 90, "<script>alert(1)</script>")
    drawn = site.world.hand_in("wangfang", ofd(sheet), "a.ofd")
    person = site.person("wangfang", language)
    page = person.get(f"/inbox/{drawn.document}").text
    assert f"/documents/{drawn.document}/page/1.png" in page and inline_faults(page) == []
    assert person.get(f"/documents/{drawn.document}/page/1.png").headers["content-type"] == "image/png"
    done = site.world.hand_in("wangfang", ofd(sheet, extra="<ofd:PathObject ID='9'/>" * 20_001), "b.ofd")
    picture = person.get(f"/documents/{done.document}/page/1.png")
    assert picture.headers["content-type"].startswith("image/svg")
    root = etree.fromstring(picture.content)
    assert "<script>alert(1)</script>" in "".join(root.itertext()), "text, and nothing but text"
    assert {etree.QName(one).localname for one in root.iter()} == {"svg", "rect", "text"}
    assert site.person("chenxiao").get(f"/documents/{done.document}/page/1.png").status_code == 404
    data = site.world.hand_in("wangfang", b"<?xml version='1.0'?><Invoice/>", "a.xml")
    told = person.get(f"/inbox/{data.document}").text
    assert say("web.no_pages", language) in told and "page/1.png" not in told
