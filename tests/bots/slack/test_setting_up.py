"""The road to Slack: bind the workspace, link oneself on the command line, serve beside the web app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from bots.cli.main import app, hoisted
from bots.slack.http import PATH, mount
from bots.web.app import create_app
from ledger.core import Refused, Settings, SystemClock
from ledger.core.settings import settings
from ledger.store import Store
from tests.bots.slack.emulator import BOT_TOKEN, SECRET, SlackEmulator, button, buttons, shown, signed
from tests.bots.slack.workspace import FANG, XIAO, Workspace
from tests.world import World
from tools.demo.cast import TENANT
from tools.door.slack_desk import SlackDesk


@pytest.fixture
def home(tmp_path: Path, emulator: SlackEmulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A data folder with the demo company, and an environment that names the emulator."""
    store = Store.open(tmp_path)
    store.create_tenant(TENANT)
    World(store, TENANT).close()
    told = {"HOME": str(tmp_path), "LANGUAGE": "en", "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_API_URL": emulator.api_url}
    for name, value in told.items():
        monkeypatch.setenv(f"ZHANGFANG_{name}", value)
    settings.cache_clear()
    yield store
    store.dispose()
    settings.cache_clear()


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, hoisted(list(words)), input=typed)


def test_bound_and_linked_on_the_command_line(home: Store, emulator: SlackEmulator) -> None:
    assert run("slack", "connect", "--as", "chenxiao").exit_code == 3
    bound = run("slack", "connect", "--as", "admin")
    assert bound.exit_code == 0 and emulator.team in bound.output
    desk = SlackDesk(home, SystemClock(), TENANT)
    code = desk.ask_code(emulator.team, XIAO, "DXIAO", "Chen Xiao")
    assert code is not None
    asked = run("slack", "link", code, "--as", "chenxiao", typed="n\n")
    assert asked.exit_code == 2 and "Chen Xiao" in asked.output and XIAO in asked.output
    assert desk.person(emulator.team, XIAO) is None
    assert run("slack", "link", code, "--as", "chenxiao", typed="y\n").exit_code == 0
    who = desk.person(emulator.team, XIAO)
    assert who is not None and who.user == "chenxiao"
    assert run("slack", "link", code, "--as", "limin", "--yes").exit_code == 4
    assert run("slack", "unlink", "--as", "chenxiao").exit_code == 0
    assert desk.person(emulator.team, XIAO) is None


def test_a_token_that_slack_does_not_take_is_said(
    home: Store, emulator: SlackEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHANGFANG_SLACK_BOT_TOKEN", "xoxb-wrong")
    settings.cache_clear()
    said = run("slack", "connect", "--as", "admin")
    assert said.exit_code == 2 and "invalid_auth" in said.output
    monkeypatch.setenv("ZHANGFANG_SLACK_BOT_TOKEN", "")
    settings.cache_clear()
    assert "ZHANGFANG_SLACK_BOT_TOKEN" in run("slack", "run").output


def test_beside_the_web_app(small_world: World, emulator: SlackEmulator) -> None:
    web = create_app(small_world.house, small_world.tenant)
    assert mount(web, small_world.house, Settings(slack_bot_token=BOT_TOKEN)) is None, "no signing secret, no address"
    chosen = Settings(slack_bot_token=BOT_TOKEN, slack_signing_secret=SECRET, slack_api_url=emulator.api_url)
    with pytest.raises(Refused):
        mount(web, small_world.house, chosen)
    small_world.must("admin", "connect_slack", team=emulator.team)
    channel = mount(web, small_world.house, chosen)
    assert channel is not None
    content = '{"type":"url_verification","challenge":"abc"}'
    with TestClient(web) as browser:
        good = browser.post(PATH, content=content, headers={"content-type": "application/json", **signed(content)})
        assert good.status_code == 200 and "abc" in good.text
        assert browser.post(PATH, content=content, headers={"content-type": "application/json"}).status_code == 401
        assert browser.get(PATH).status_code in (404, 405)
        huge = {"content-type": "application/json", "content-length": "2000000"}
        assert browser.post(PATH, content=b"x" * 2_000_000, headers=huge).status_code == 413
    channel.close()


def test_without_a_signing_secret_nothing_can_be_signed(small_world: World, emulator: SlackEmulator) -> None:
    from bots.slack.app import SlackChannel
    from bots.slack.http import serve_on

    small_world.must("admin", "connect_slack", team=emulator.team)
    chosen = Settings(slack_bot_token=BOT_TOKEN, slack_api_url=emulator.api_url)
    channel = SlackChannel(small_world.house, small_world.tenant, chosen)
    bare = FastAPI()
    serve_on(bare, channel)
    content = '{"type":"url_verification","challenge":"abc"}'
    with TestClient(bare) as browser:
        headers = {"content-type": "application/json", **signed(content, secret="")}
        assert browser.post(PATH, content=content, headers=headers).status_code == 401
    channel.close()


def test_the_card_says_what_the_policy_says(slack: Workspace) -> None:
    folder = Path("tools/demo/policies")
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    slack.world.must("zhoujie", "publish_policies", texts=texts)
    slack.link(XIAO)
    slack.says(XIAO, files=(slack.sample("hotel"),))
    told = shown(slack.emulator.card(XIAO, "听枫"))
    assert "〔" in told and "住宿" in told


def test_each_reads_their_own_language(slack: Workspace) -> None:
    slack.world.house.door.speak(slack.world.tenant, "wangfang", "en")
    slack.link(FANG)
    slack.says(FANG, files=(slack.sample("hotel"),))
    card = slack.emulator.card(FANG, "听枫")
    assert button(card, "paid_sender")["text"]["text"] == "I paid"
    slack.press(FANG, card, "paid_sender")
    assert button(card, "submit")["text"]["text"] == "Submit claim"
    assert "It is with you" in shown(card) and "withdraw" in buttons(card)
