"""The chat page: the form streams what is looked at and then the answer; a Slack account is linked in two steps."""

from __future__ import annotations

from tests.bots.web.site import Site

ASKED = {"q": "2026-11 的试算平衡表"}


def test_the_form_streams_steps_and_then_the_answer(site: Site) -> None:
    told = site.person("limin").send_form("/ask", ASKED, headers={"hx-request": "true"})
    assert told.status_code == 200
    assert told.text.index("<!--step:") < told.text.index('class="q-me"')
    assert "<table" in told.text and "<html" not in told.text


def test_without_script_the_form_gives_a_whole_page(site: Site) -> None:
    told = site.person("limin", follow_redirects=True).send_form("/ask", ASKED)
    assert "<html" in told.text and "<table" in told.text


def test_a_code_nobody_gave_links_nothing(site: Site) -> None:
    browser = site.person("chenxiao")
    assert "one-time-code" in browser.get("/slack-link").text
    assert browser.send_form("/slack-link", {"code": "no-such"}).status_code == 422
    assert browser.send_form("/slack-link", {"code": "no-such", "slack_user": "U1"}).status_code == 422
