"""Seeing as another person on the pages: a strip on top of each, no act, nothing of one's own, and an end."""

from __future__ import annotations

from tests.bots.web.site import Site, inline_faults


def test_a_strip_says_whose_eyes_and_ends_it(site: Site) -> None:
    browser = site.person("admin", follow_redirects=False)
    people = browser.get("/people").text
    assert inline_faults(people) == []
    assert 'action="/people/see-as"' in people
    assert "本部门" in people, "roles are explained by what they see"
    assert browser.post("/people/see-as", data={"person": "chenxiao"}).status_code == 403, "a form without its token"
    assert browser.lands_on(browser.send_form("/people/see-as", {"person": "chenxiao"})) == "/"
    for path in ("/", "/inbox", "/ask", "/policies"):
        page = browser.get(path)
        assert page.status_code == 200, path
        assert "您正以 陈晓 的视角看（只读）" in page.text, path
        assert inline_faults(page.text) == []
    assert browser.get("/vouchers").status_code == 403
    assert 'href="/people"' not in browser.get("/").text
    refused = browser.send_form("/people/see-as", {"person": "limin"})
    assert refused.status_code == 403
    assert "第 6 条规则" in refused.text
    for path in ("/me",):
        assert browser.get(path).status_code == 422
        assert browser.send_form(path, {"password": "x" * 12, "again": "x" * 12}).status_code == 422
    assert browser.post("/api/tools/sign_out_everywhere", json={}, headers={"x-csrf": browser.csrf}).status_code == 403
    assert browser.lands_on(browser.send_form("/see-as/end")) == "/people"
    assert "您正以" not in browser.get("/people").text


def test_the_strip_is_gone_after_half_an_hour(site: Site) -> None:
    browser = site.person("limin", "en")
    browser.lands_on(browser.send_form("/people/see-as", {"person": "chenxiao"}))
    assert "You are seeing as Chen Xiao (read only)" in browser.get("/inbox").text
    site.world.later(1801)
    assert "You are seeing as" not in browser.get("/inbox").text
