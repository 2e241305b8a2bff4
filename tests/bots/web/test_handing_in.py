"""Many files by forms alone: what came of each, what failed with 重试, and the camera's page."""

from __future__ import annotations

import re

import pytest

from ledger.core import say
from tests.bots.web.site import Site, inline_faults
from tests.ingestion.test_containers import zipped
from tools.demo.arrivals import samples
from tools.demo.documents import render


@pytest.mark.parametrize("language", ["zh", "en"])
def test_many_files_show_how_far_each_is_and_what_failed_is_tried_again(site: Site, language: str) -> None:
    person = site.person("wangfang", language)
    good = render(samples(site.world.clock.now().date())["special"])
    sent = [
        ("files", ("a.pdf", good)),
        ("files", ("b.pdf", b"%PDF-1.4 broken")),
        ("files", ("c.zip", zipped({"d.pdf": b"%PDF-1.4 d"}))),
    ]
    where = person.lands_on(person.send_form("/documents", files=sent))
    page = person.get(where).text
    assert inline_faults(page) == []
    assert say("files.progress", language, read=0, total=3) in page
    assert page.count(say("files.step_waiting", language)) == 3 and "<noscript><meta" in page
    assert say("files.progress", language, read=0, total=3) in person.get("/inbox", follow_redirects=True).text
    site.world.house.work_once(site.world.tenant)
    after = person.get(where).text
    assert say("web.batch_read", language, read=3, total=3) in after and "hx-get" not in after
    assert say("files.step_unpacked", language) in after and "c.zip/d.pdf" in after
    failed = person.get("/documents").text
    assert failed.count(f">{say('files.retry', language)}</button>") == 2
    retry = re.findall(r'action="(/documents/\w+/again)"', failed)
    assert person.lands_on(person.send_form(retry[0])) == "/documents"
    assert person.get("/documents").text.count(f">{say('files.retry', language)}</button>") == 1
    assert person.post(retry[1]).status_code == 403, "no token"
    assert site.person("chenxiao").send_form(retry[1]).status_code == 403


def test_one_file_of_many_says_its_document_or_why_not(site: Site) -> None:
    person = site.person("chenxiao", "en")
    taken = person.send_form(
        "/documents/one", {"purpose": "Suzhou", "paid_by": "sender"}, files={"file": ("a.png", b"\x89PNG....")}
    )
    assert taken.status_code == 200 and taken.json()["document"]
    refused = person.send_form("/documents/one", files={"file": ("a.pdf", b"")})
    assert refused.status_code == 422 and "empty" in refused.json()["why"]
    assert person.post("/documents/one", files={"file": ("a.pdf", b"x")}).status_code == 403, "no token"
    page = person.get("/snap").text
    assert inline_faults(page) == [] and 'capture="environment"' in page and page.count('name="paid_by"') == 4
    assert site.person("zhaolei").get("/snap").status_code == 403
