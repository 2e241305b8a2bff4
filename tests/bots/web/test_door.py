"""Coming in and going out: passwords, the hello link, other people, other sites, other machines."""

from __future__ import annotations

import pytest

from bots.web.guard import COOKIE, HEADERS, LANGUAGE_COOKIE
from ledger.store.identity import set_password
from tests.bots.web.site import ELSEWHERE, Site

WORDS = "a long enough password"


def _with_password(site: Site) -> None:
    with site.world.house.store.write(site.world.tenant) as unit:
        set_password(unit, "limin", WORDS)


def test_a_right_password_opens_and_signing_out_closes(site: Site) -> None:
    _with_password(site)
    someone = site.person()
    answer = someone.post("/signin", data={"user": " limin ", "password": WORDS})
    assert someone.lands_on(answer) == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    home = someone.get("/")
    assert "李敏" in home.text
    token = home.text.partition('name="csrf" value="')[2].partition('"')[0]
    kept = someone.cookies[COOKIE]
    assert someone.lands_on(someone.post("/signout", data={"csrf": token})) == "/signin"
    someone.cookies.set(COOKIE, kept)
    assert someone.lands_on(someone.get("/")) == "/signin", "the session itself has ended, not only the cookie"


@pytest.mark.parametrize(("user", "password"), [("limin", "wrong"), ("nobody", WORDS), ("", ""), ("wangfang", WORDS)])
def test_a_wrong_password_opens_nothing_and_says_no_more(site: Site, user: str, password: str) -> None:
    _with_password(site)
    someone = site.person()
    answer = someone.post("/signin", data={"user": user, "password": password})
    assert someone.lands_on(answer) == "/signin?wrong=1"
    assert COOKIE not in someone.cookies
    assert 'role="alert"' in someone.get("/signin?wrong=1").text


def test_the_hello_link_opens_once(site: Site) -> None:
    link = site.world.house.door.hello_link(site.world.tenant)
    first, second = site.person(), site.person()
    assert first.lands_on(first.get(f"/hello?k={link}")) == "/hello"
    assert "王芳" in first.get("/hello").text
    assert second.lands_on(second.get(f"/hello?k={link}")) == "/signin"
    assert second.lands_on(second.get("/hello")) == "/signin"
    assert second.lands_on(second.post("/become", data={"user": "limin"})) == "/signin"
    assert second.lands_on(second.get("/hello?k=guess")) == "/signin"


def test_the_hello_link_ends_after_ten_minutes(site: Site) -> None:
    link = site.world.house.door.hello_link(site.world.tenant)
    site.world.later(601)
    someone = site.person()
    assert someone.lands_on(someone.get(f"/hello?k={link}")) == "/signin"


def test_going_on_as_another_keeps_the_place(site: Site) -> None:
    done = site.purchase()
    wangfang = site.person("wangfang")
    answer = wangfang.post("/become", data={"user": "limin", "to": f"/inbox/{done.proposal}?tab=ready"})
    assert wangfang.lands_on(answer) == f"/inbox/{done.proposal}?tab=ready"
    assert "李敏" in wangfang.get("/").text


def test_switching_person_or_language_from_a_page_comes_back_to_it(site: Site) -> None:
    wangfang = site.person("wangfang")
    page = wangfang.get("/reports?level=1").text
    assert 'href="/hello?to=/reports%3Flevel%3D1"' in page
    assert 'name="back" value="/reports?level=1"' in page
    people = wangfang.get("/hello?to=/reports%3Flevel%3D1").text
    assert people.count('name="to" value="/reports?level=1"') == 6
    assert 'value="https' not in wangfang.get("/hello?to=https://evil.example").text
    refused = wangfang.send_form("/inbox/nothing/submit", headers={"referer": "http://127.0.0.1:8765/inbox?tab=ready"})
    assert refused.status_code == 422
    assert 'name="back" value="/inbox?tab=ready"' in refused.text


@pytest.mark.parametrize("options", [{"client": ELSEWHERE}, {"base_url": "http://books.example.com"}])
def test_people_are_switched_on_this_machine_only(site: Site, options: dict[str, object]) -> None:
    """Neither from another machine nor under another name (a name that was bent to this machine)."""
    link = site.world.house.door.hello_link(site.world.tenant)
    far = site.person("wangfang", **options)
    before = far.cookies[COOKIE]
    assert far.lands_on(far.get(f"/hello?k={link}")) == "/signin"
    assert far.lands_on(far.post("/become", data={"user": "limin"})) == "/signin"
    far.send_form("/demo/reset")
    assert far.cookies[COOKIE] == before
    assert site.world.must("limin", "search_vouchers").vouchers == ()


def test_a_real_company_switches_and_resets_nothing(site: Site) -> None:
    done = site.purchase()
    wangfang = site.person("wangfang")
    site.make_real()
    before = wangfang.cookies[COOKIE]
    page = wangfang.get(f"/inbox/{done.proposal}").text
    for absent in ("/become", "/hello", "/demo/reset", 'data-sample="'):
        assert absent not in page
    assert wangfang.lands_on(wangfang.post("/become", data={"user": "limin"})) == "/signin"
    assert wangfang.lands_on(wangfang.get("/hello")) == "/signin"
    assert wangfang.lands_on(wangfang.send_form("/demo/reset")) == "/"
    assert wangfang.lands_on(wangfang.send_form("/samples/english")) == "/inbox"
    assert wangfang.cookies[COOKIE] == before
    assert wangfang.get(f"/inbox/{done.proposal}").status_code == 200


def test_continue_as_is_offered_where_the_maker_may_not(site: Site) -> None:
    done = site.world.hand_in_sample("wangfang", "changed_account", "nobody")
    assert (
        done.proposal
        or site.world.must(
            "wangfang", "answer_document", document=done.document, account="660213", department="it"
        ).proposal
    )
    shown = site.world.must("wangfang", "open_document", document=done.document)
    digest = site.world.must("wangfang", "open_proposal", proposal=shown.proposal).digest
    site.world.must("wangfang", "submit_proposal", proposal=shown.proposal, digest=digest)
    wangfang = site.person("wangfang")
    page = wangfang.get(f"/inbox/{shown.proposal}").text
    assert 'aria-disabled="true"' in page
    assert "以李敏身份继续" in page
    site.make_real()
    assert "以李敏身份继续" not in wangfang.get(f"/inbox/{shown.proposal}").text


def test_reset_makes_the_demo_anew_and_goes_on_as_the_same_person(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr("bots.web.pages.door.reset", lambda house: made.append(house) or True)
    wangfang = site.person("wangfang")
    before = wangfang.cookies[COOKIE]
    assert wangfang.post("/demo/reset", data={"csrf": "guess"}).status_code == 403
    site.person("wangfang", client=ELSEWHERE).send_form("/demo/reset")
    assert made == []
    answer = wangfang.send_form("/demo/reset")
    assert wangfang.lands_on(answer) == "/"
    assert made == [site.world.house]
    assert answer.cookies[COOKIE] != before
    real = site.person("wangfang")
    site.make_real()
    real.send_form("/demo/reset")
    assert len(made) == 1


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
                                   "/\t/evil.example", "javascript:alert(1)", "", "/%0d%0aset-cookie: a=b"])  # fmt: skip
def test_no_form_leads_away(site: Site, place: str) -> None:
    wangfang = site.person("wangfang")
    for path, form in (("/language", {"to": "en", "back": place}), ("/become", {"user": "limin", "to": place})):
        target = wangfang.lands_on(wangfang.post(path, data=form))
        assert target == "/" or (target.startswith("/%0d") and "\n" not in target), (path, target)


def test_the_language_is_kept_and_only_two_are_known(site: Site) -> None:
    someone = site.person(language="")
    someone.cookies.clear()
    someone.post("/language", data={"to": "en", "back": "/signin"})
    assert someone.cookies[LANGUAGE_COOKIE] == "en"
    someone.post("/language", data={"to": "xx", "back": "/signin"})
    assert 'lang="en"' in someone.get("/signin").text


def test_every_answer_carries_the_headers(site: Site) -> None:
    limin = site.person("limin")
    for path in ("/", "/signin", "/nothing", "/static/app.js", "/api/tools", "/hello"):
        answer = limin.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, name)
        assert answer.headers["cache-control"] in ("no-store", "public, max-age=86400"), path
    assert "unsafe" not in HEADERS["content-security-policy"]
