"""The trail and its proofs on the page: filters without JavaScript, packages, checkpoints out and back in."""

from __future__ import annotations

import html
import re

import pytest

from bots.web.render import link
from ledger.core import say
from ledger.proof.package_check import check_package
from tests.bots.web.site import Site
from tools.blocks import Ref


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_record_says_what_happened_and_opens_its_voucher(site: Site, language: str) -> None:
    site.purchase()
    (voucher, *_) = site.world.must("limin", "search_vouchers").vouchers
    page = site.person("zhaolei", language).get("/audit", params={"subject": "posting", "kinds": "acts"}).text
    assert say("trail.do_confirm_run", language) in page
    assert f'href="{link(Ref(kind="voucher", id=voucher.id.split(".")[0] + ".1"))}"' in page
    assert site.person("chenxiao", language).get("/audit").status_code == 403


def test_filters_stay_in_the_form_and_in_the_next_page(site: Site) -> None:
    person = site.person("zhaolei")
    for _ in range(105):
        site.world.call("chenxiao", "trial_balance", period={"start": "2026-11-01", "end": "2026-11-30"})
    page = person.get("/audit", params={"who": "chenxiao", "decision": "denied"}).text
    assert 'value="chenxiao"' in page and '<option value="denied" selected>' in page
    (onward,) = re.findall(r'href="(/audit[^"]*after=[^"]*)"', page)
    second = person.get(html.unescape(onward)).text
    assert second.count("<time") == 5 and page.count("<time") == 100


def test_a_package_is_downloaded_for_days_and_only_for_days(site: Site) -> None:
    person = site.person("zhaolei")
    made = person.get("/audit", params={"form": "proof", "start": "2026-11-25", "end": "2026-11-25"})
    assert made.headers["content-type"] == "application/zip"
    assert check_package(made.content).problems == ()
    assert person.get("/audit", params={"form": "proof"}).status_code == 422


def test_a_checkpoint_goes_out_and_comes_back_pasted_or_as_a_file(site: Site) -> None:
    site.purchase()
    person = site.person("zhaolei", "en")
    kept = person.get("/verify/checkpoint")
    assert kept.headers["content-disposition"].startswith("attachment")
    pasted = person.send_form("/verify", {"checkpoint": kept.text})
    assert pasted.status_code == 200 and "Compared with the checkpoint" in pasted.text
    sent = person.send_form("/verify", files={"file": ("kept.txt", kept.content)})
    assert "Compared with the checkpoint" in sent.text
    assert say("proof.no_checkpoint", "en") in person.get("/verify?run=1").text
    refused = person.send_form("/verify", {"checkpoint": kept.text.replace("time 2026", "time 2025")})
    assert refused.status_code == 422 and say("proof.bad_signature", "en") in html.unescape(refused.text)
    assert site.person("zhaolei").post("/verify", data={"checkpoint": kept.text}).status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sample_is_drawn_concluded_and_packed_on_the_page(site: Site, language: str) -> None:
    site.purchase()
    person = site.person("zhaolei", language)
    asked = {"start": "2026-11-01", "end": "2026-11-30", "method": "random", "count": "2", "seed": "<b>7</b>"}
    shown = person.get("/samples", params=asked | {"look": "1"}).text
    assert say("sample.population_is", language, count=3, debit="CNY 36,160.00") in shown
    here = person.lands_on(person.send_form("/samples", asked))
    page = person.get(here).text
    assert "&lt;b&gt;7&lt;/b&gt;" in page and "<b>7</b>" not in page
    back = person.send_form(f"{here}/1", {"conclusion": "exception", "note": "看一下"})
    assert person.lands_on(back) == f"{here}#p1"
    assert say("sample.is_exception", language) in person.get(here).text
    pack = person.get(f"{here}/pack")
    assert check_package(pack.content).vouchers == 2
    for other, status in (("zhoujie", 422), ("chenxiao", 403)):
        assert site.person(other).get(here).status_code == status
        assert site.person(other).get(f"{here}/pack").status_code == status
    wrong = person.send_form("/samples", asked | {"count": "0"})
    assert wrong.status_code == 422
    assert person.send_form("/samples", asked | {"seed": ""}).status_code == 422


def test_the_exception_tests_say_their_rules_and_open_their_vouchers(site: Site) -> None:
    site.purchase()
    page = site.person("zhaolei", "en").get("/samples/tests").text
    assert say("sample.rule_same_person", "en") in page
    assert re.search(r'href="/vouchers/\d+\.\d+"', page)
