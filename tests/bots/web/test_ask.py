"""Asking: as a form, as a stream that says what it looks at, and by a link, which proposes nothing."""

from __future__ import annotations

import pytest

from tests.bots.web.site import Site, inline_faults

QUESTIONS = {"zh": "科目余额表", "en": "Trial balance"}


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_form_gets_a_page_and_htmx_gets_steps_and_the_turn(site: Site, language: str) -> None:
    site.purchase()
    limin = site.person("limin", language, follow_redirects=True)
    whole = limin.send_form("/ask", {"q": QUESTIONS[language]}).text
    assert "<html" in whole
    assert 'class="scope"' in whole.partition('id="turns"')[2]
    piece = limin.send_form("/ask", {"q": QUESTIONS[language]}, headers={"hx-request": "true"})
    assert piece.headers["content-type"].startswith("text/html")
    step, _, turn = piece.text.partition("-->")
    assert step.startswith("<!--step:") and len(step) > len("<!--step:")
    assert "<html" not in turn
    assert 'class="a-house"' in turn
    assert "220201" in turn
    assert inline_faults(turn) == []


def test_a_question_is_text(site: Site) -> None:
    for headers in ({}, {"hx-request": "true"}):
        limin = site.person("limin", follow_redirects=True)
        answer = limin.send_form("/ask", {"q": "<img src=x onerror=alert(1)>"}, headers=headers).text
        assert "<img src=x" not in answer
        assert "&lt;img src=x" in answer


def test_what_one_may_not_see_is_not_told_by_asking(site: Site) -> None:
    site.purchase()
    answer = site.person("chenxiao").send_form("/ask", {"q": QUESTIONS["zh"]}, headers={"hx-request": "true"}).text
    assert "220201" not in answer
    assert "12,360.00" not in answer


def test_a_mere_link_proposes_nothing(site: Site) -> None:
    site.purchase()
    (voucher, *_) = site.world.must("limin", "search_vouchers").vouchers
    before = len(site.world.must("limin", "list_inbox").rows)
    answer = site.person("wangfang").get("/ask", params={"q": f"红字冲销 {voucher.number}"})
    assert answer.status_code == 200
    assert len(site.world.must("limin", "list_inbox").rows) == before
