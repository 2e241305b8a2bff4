"""Conversations on the page: with and without script, listed, gone on with, deleted; nobody else's, nothing executed."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bots.web.pages.ask import LISTED
from ledger.core import say
from ledger.store.conversations import speak_for
from ledger.store.schema.conversations import conversation, message
from tests.bots.web.site import Person, Site, inline_faults

FIRST = {"zh": "2026-11 的利润表", "en": "Income statement for November 2026"}
THEN = {"zh": "那上个月呢", "en": "and last month?"}
MARKUP = "<img src=x onerror=alert(1)>"
NOBODYS = "00000000000000000000000000"
BY_SCRIPT = {"hx-request": "true"}


def kept(site: Site, user: str) -> int:
    """How many conversations somebody has."""
    return len(site.world.must(user, "list_conversations").conversations)


def begin(person: Person, question: str) -> str:
    """Ask as a form without script does; the address of the conversation."""
    where = person.lands_on(person.send_form("/ask", {"q": question}))
    found = re.fullmatch(r"(/ask/[0-9a-z]{26})#turn-1", where)
    assert found, where
    return found.group(1)


def go_on(person: Person, path: str, question: str, **more: Any) -> Any:
    return person.send_form("/ask", {"q": question, "conversation": path.removeprefix("/ask/")}, **more)


@pytest.mark.parametrize("language", FIRST)
def test_a_follow_up_without_script_knows_what_was_asked(site_on_each: Site, language: str) -> None:
    limin = site_on_each.person("limin", language)
    path = begin(limin, FIRST[language])
    assert limin.lands_on(go_on(limin, path, THEN[language])) == f"{path}#turn-2"
    page = limin.get(path).text
    assert page.index(FIRST[language]) < page.index('id="turn-2"')
    second = page.partition('id="turn-2"')[2]
    assert "2026-10" in second and 'class="scope"' in second
    assert kept(site_on_each, "limin") == 1
    assert inline_faults(page) == []


def test_a_follow_up_by_script_knows_it_too_and_the_page_learns_its_address(site: Site) -> None:
    limin = site.person("limin")
    first = limin.send_form("/ask", {"q": FIRST["zh"]}, headers=BY_SCRIPT)
    path = first.headers["hx-replace-url"]
    name = path.removeprefix("/ask/")
    assert f'id="conversation" name="conversation" value="{name}" hx-swap-oob="true"' in first.text
    assert 'id="talks"' in first.text and f'href="{path}" aria-current="page"' in first.text
    then = go_on(limin, path, THEN["zh"], headers=BY_SCRIPT)
    assert "2026-10" in then.text and 'id="talks"' not in then.text
    assert then.headers["hx-replace-url"] == path
    assert inline_faults(first.text) == inline_faults(then.text) == []


def test_it_is_all_there_after_a_restart(site: Site) -> None:
    path = begin(site.person("limin"), FIRST["zh"])
    again = Site(site.world).person("limin")
    assert FIRST["zh"] in again.get(path).text
    assert again.lands_on(go_on(again, path, THEN["zh"])) == f"{path}#turn-2"
    assert "2026-10" in again.get(path).text.partition('id="turn-2"')[2]


@pytest.mark.parametrize("language", FIRST)
def test_the_list_shows_own_ones_and_deleting_names_its_object(site: Site, language: str) -> None:
    limin = site.person("limin", language)
    assert say("web.talks_none", language) in limin.get("/ask").text
    paths = []
    for question in (FIRST[language], MARKUP):
        paths.append(begin(limin, question))
        site.world.later(60)
    page = limin.get(paths[0]).text
    listed = re.findall(r'<li><a href="(/ask/[0-9a-z]{26})"', page.partition('class="unfolded"')[2])
    assert listed == paths[::-1], "latest first"
    assert say("web.delete_talk", language, title=FIRST[language]) in page
    assert MARKUP not in page and html.escape(MARKUP, quote=False) in page
    assert say("web.new_talk", language) in page
    gone = limin.send_form(f"{paths[0]}/delete")
    assert limin.lands_on(gone) == "/ask?deleted=1"
    after = limin.get("/ask?deleted=1").text
    assert say("web.talk_deleted", language) in after and paths[0] not in after
    assert limin.get(paths[0]).status_code == 404


def test_a_long_list_goes_further_back(site: Site) -> None:
    limin = site.person("limin")
    for number in range(LISTED + 2):
        site.world.must("limin", "keep_question", question=f"question {number:02}")
        site.world.later(60)
    first = limin.get("/ask").text
    assert f"question {LISTED + 1:02}" in first and "question 02" in first and "question 01" not in first
    assert f'href="/ask?older={LISTED}"' in first
    second = limin.get("/ask", params={"older": LISTED}).text
    assert "question 01" in second and "question 00" in second and "question 02" not in second
    assert 'href="/ask?older=' not in second
    assert limin.get("/ask", params={"older": -1}).status_code == 422


def test_deleting_wants_the_forms_token(site: Site) -> None:
    limin = site.person("limin")
    path = begin(limin, FIRST["zh"])
    for form, headers in (({}, {}), ({"csrf": "guess"}, {}), ({"csrf": limin.csrf}, {"sec-fetch-site": "cross-site"})):
        assert limin.post(f"{path}/delete", data=form, headers=headers).status_code == 403
    assert limin.get(path).status_code == 200


@pytest.mark.parametrize("user", ["wangfang", "zhaolei", "admin"])
def test_another_persons_conversation_looks_like_none(site: Site, user: str) -> None:
    path = begin(site.person("limin"), "我的秘密问题")
    other = site.person(user)
    nothing = f"/ask/{NOBODYS}"
    attempts = (
        (other.get(path), other.get(nothing)),
        (go_on(other, path, THEN["zh"]), go_on(other, nothing, THEN["zh"])),
        (go_on(other, path, THEN["zh"], headers=BY_SCRIPT), go_on(other, nothing, THEN["zh"], headers=BY_SCRIPT)),
        (other.send_form(f"{path}/delete"), other.send_form(f"{nothing}/delete")),
    )
    for theirs, nobodys in attempts:
        assert theirs.status_code == nobodys.status_code and theirs.status_code in (200, 404)
        same = [one.text.replace(path, nothing).replace(path[5:], NOBODYS) for one in (theirs, nobodys)]
        assert same[0] == same[1], "not even by a word"
        assert "我的秘密问题" not in theirs.text
    assert kept(site, user) == 0 and kept(site, "limin") == 1
    assert site.person("limin").get(path).status_code == 200


def test_a_mere_link_leaves_nothing_behind(site: Site) -> None:
    limin = site.person("limin")
    page = limin.get("/ask", params={"q": FIRST["zh"]})
    assert page.status_code == 200 and 'class="scope"' in page.text
    assert kept(site, "limin") == 0
    path = begin(limin, FIRST["zh"])
    assert limin.get(path, params={"q": THEN["zh"]}).text.count('class="q-me"') == 1


def test_what_is_pressed_is_asked_in_the_same_conversation(site: Site) -> None:
    limin = site.person("limin")
    path = begin(limin, "帮助")
    pressed = re.findall(r'form="compose" name="said" value="([^"]+)"', limin.get(path).text)
    assert pressed
    form = {"said": html.unescape(pressed[0]), "q": "half a thought", "conversation": path.removeprefix("/ask/")}
    assert limin.lands_on(limin.send_form("/ask", form)) == f"{path}#turn-2"
    assert pressed[0] in limin.get(path).text.partition('id="turn-2"')[2]


def test_a_kept_answer_is_escaped_whatever_stands_in_the_database(site: Site) -> None:
    limin = site.person("limin")
    path = begin(limin, FIRST["zh"])
    cells = [{"kind": "text", "text": MARKUP, "lang": "", "ref": None}]
    planted = [
        {"kind": "text", "text": MARKUP, "author": "model"},
        {"kind": "table", "title": MARKUP, "columns": [{"title": MARKUP}], "rows": [{"cells": cells}]},
        {"kind": "card", "title": MARKUP, "notes": [MARKUP], "facts": [{"name": MARKUP, "cell": cells[0]}]},
        {"kind": "choices", "question": MARKUP, "options": [{"label": MARKUP, "utterance": f'"{MARKUP}'}]},
        {"kind": "citation", "path": MARKUP, "title": MARKUP, "clause": MARKUP, "quote": MARKUP, "version": MARKUP},
        {"kind": "scope", "parts": [MARKUP]},
        {"kind": "hologram", "html": MARKUP},
        {"kind": "file", "name": "x", "media_type": "x", "ref": {"kind": "javascript", "id": "alert(1)"}},
    ]
    with site.world.house.store.write(site.world.tenant) as unit:
        speak_for(unit, "limin")
        where = (message.c.tenant_id == site.world.tenant, message.c.role == "answer")
        unit.connection.execute(update(message).where(*where).values(blocks=planted, model=MARKUP, local=False))
    page = limin.get(path).text
    assert "<img src=x" not in page and page.count("&lt;img src=x") >= 10
    assert inline_faults(page) == []


def test_a_question_without_an_answer_stays_and_may_be_tried_again(site: Site) -> None:
    limin = site.person("limin")
    begun = site.world.must("limin", "keep_question", question=FIRST["zh"])
    page = limin.get(f"/ask/{begun.conversation}").text
    assert say("web.no_answer", "zh") in page and say("assistant.again", "zh") in page
    form = {"said": FIRST["zh"], "conversation": begun.conversation}
    assert limin.lands_on(limin.send_form("/ask", form)).endswith("#turn-2")


@pytest.mark.parametrize("by_script", [True, False])
def test_an_answer_that_breaks_off_says_so_on_the_page(
    site: Site, monkeypatch: pytest.MonkeyPatch, by_script: bool
) -> None:
    monkeypatch.setenv("ZHANGFANG_MODEL", "openai:m")
    monkeypatch.setenv("ZHANGFANG_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    from ledger.core.settings import settings

    settings.cache_clear()
    limin = site.person("limin")
    try:
        told = limin.send_form("/ask", {"q": FIRST["zh"]}, headers=BY_SCRIPT if by_script else {})
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    path = told.headers["hx-replace-url"] if by_script else limin.lands_on(told).partition("#")[0]
    for page in ([told.text] if by_script else []) + [limin.get(path).text]:
        assert "没有答完" in page and FIRST["zh"] in page and say("assistant.again", "zh") in page
        assert say("web.answered_here", "zh") not in page, "the question did leave this machine"


def test_a_conversation_of_another_channel_is_shown_and_not_gone_on_with(site: Site) -> None:
    limin = site.person("limin")
    path = begin(limin, FIRST["zh"])
    with site.world.house.store.write(site.world.tenant) as unit:
        speak_for(unit, "limin")
        unit.connection.execute(update(conversation).values(channel="slack", place="D1:1.1"))
    page = limin.get(path).text
    assert FIRST["zh"] in page and say("web.talk_elsewhere", "zh", channel="Slack") in page
    assert 'id="conversation" name="conversation" value=""' in page
    assert go_on(limin, path, THEN["zh"]).status_code == 404
    assert limin.lands_on(limin.send_form(f"{path}/delete")) == "/ask?deleted=1"


def test_an_empty_question_is_none(site: Site) -> None:
    limin = site.person("limin")
    assert limin.lands_on(limin.send_form("/ask", {"q": "  "})) == "/ask"
    assert kept(site, "limin") == 0


def test_each_turn_is_written_once(site: Site) -> None:
    limin = site.person("limin")
    path = begin(limin, FIRST["zh"])
    site.world.clock.instant += timedelta(minutes=1)
    go_on(limin, path, THEN["zh"], headers=BY_SCRIPT)
    with site.world.house.store.read(site.world.tenant) as unit:
        speak_for(unit, "limin")
        mine = message.c.tenant_id == site.world.tenant
        assert unit.connection.scalar(select(func.count()).select_from(message).where(mine)) == 4
