"""What a browser is told of https, of passwords and of keeping; what no request can make the house believe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.web import guard
from ledger.core import settings
from tests.bots.web.site import Site

ASSETS = Path(guard.__file__).parent


@pytest.fixture
def https(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ZHANGFANG_PUBLIC_URL", "https://books.example")
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_cookies_are_for_https_only_where_the_address_is(site: Site, https: None) -> None:
    answer = site.person().post("/language", data={"to": "en", "back": "/signin"})
    told = answer.headers["set-cookie"].lower()
    assert "secure" in told and "httponly" in told and "samesite=lax" in told


def test_over_https_no_other_host_can_plant_a_cookie(site: Site, https: None) -> None:
    someone = site.person(base_url="https://books.example")
    answer = someone.post("/language", data={"to": "en", "back": "/signin"})
    told = answer.headers["set-cookie"]
    assert told.startswith("__Host-zf_language=en;") and "Path=/" in told and "Domain" not in told
    assert '<html lang="en"' in someone.get("/signin").text
    planted = site.person(base_url="https://books.example")
    planted.cookies.clear()
    planted.cookies.set("zf_language", "en")
    planted.headers["accept-language"] = "zh"
    assert '<html lang="zh' in planted.get("/signin").text, "a name without the prefix is not listened to"
    signed = site.person("limin", base_url="https://books.example")
    (name,) = [one for one in signed.cookies if "session" in one]
    assert name == "__Host-zf_session" and signed.get("/").status_code == 200
    gone = signed.post("/signout", data={"csrf": signed.csrf}).headers.get_list("set-cookie")
    assert all(one.startswith("__Host-") and "Secure" in one for one in gone) and len(gone) == 2


def test_on_this_machine_cookies_hold_without_https(site: Site) -> None:
    told = site.person().post("/language", data={"to": "en", "back": "/signin"}).headers["set-cookie"].lower()
    assert "secure" not in told and "httponly" in told


def test_a_browser_is_told_to_stay_with_https(site: Site, https: None) -> None:
    told = site.person().get("/signin").headers["strict-transport-security"]
    assert int(re.search(r"max-age=(\d+)", told)[1]) >= 31_536_000 and "includeSubDomains" in told  # type: ignore[index]


def test_no_other_address_tells_it_so(site: Site) -> None:
    assert "strict-transport-security" not in site.person().get("/signin").headers


def test_no_forwarded_header_is_believed(site: Site) -> None:
    site.make_real()
    elsewhere = site.person(client=("203.0.113.9", 40000))
    claims = {
        "x-forwarded-for": "127.0.0.1",
        "x-real-ip": "127.0.0.1",
        "forwarded": "for=127.0.0.1",
        "x-forwarded-host": "127.0.0.1",
    }
    for path in ("/hello", "/start"):
        plain, claimed = elsewhere.get(path), elsewhere.get(path, headers=claims)
        assert plain.status_code == claimed.status_code and plain.headers.get("location") == claimed.headers.get(
            "location"
        )


def test_trace_is_nothing_here(site: Site) -> None:
    answer = site.person("limin").request("TRACE", "/", headers={"x-secret": "echo"})
    assert answer.status_code in (404, 405) and "echo" not in answer.text


def test_password_fields_hide_and_help_password_managers(site: Site) -> None:
    site.make_real()
    fields = re.findall(r"<input[^>]*name=\"(?:password|old|new|again)\"[^>]*>", site.person().get("/signin").text)
    assert fields and all(
        'type="password"' in one and "autocomplete=" in one and "onpaste" not in one for one in fields
    )


def test_nothing_outlives_the_tab_in_the_browser() -> None:
    scripts = list((ASSETS / "static").rglob("*.js"))
    assert scripts
    for path in scripts:
        text = path.read_text("utf-8")
        assert not re.search(r"localStorage|indexedDB|document\.cookie", text), path.name


def test_signing_out_clears_what_the_browser_holds(site: Site) -> None:
    person = site.person("limin")
    answer = person.send_form("/signout")
    assert answer.status_code == 303 and '"cache"' in answer.headers["clear-site-data"]
    assert '"storage"' in answer.headers["clear-site-data"]
