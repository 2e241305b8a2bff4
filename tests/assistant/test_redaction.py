"""Personal data stays here: found by class, named, put back, and the question is in the audit before it goes out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_openai import ChatOpenAI
from stdnum import luhn

from assistant import turn
from assistant.redaction import NAME, Redaction
from ledger.core import PERSONAL_DATA, Settings, settings
from tests.assistant.test_turn import OpenAiLike, openai_like
from tests.world import World
from tools.outcome import Done, Failed

__all__ = ["openai_like"]  # the server that the model is asked on
PEOPLE = ("陈晓", "Chen Xiao", "王芳")
FOUND = [
    ("email", "写给 chen.xiao@example.com.cn 吧", "chen.xiao@example.com.cn"),
    ("id_number", "身份证11010519491231002X。", "11010519491231002X"),
    ("bank_account", "IBAN DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    ("bank_account", "卡号 6222 0213 0000 1234 567", "6222 0213 0000 1234 567"),
    ("bank_account", "汇到账号：1105 0216 0920 0012", "1105 0216 0920 0012"),
    ("bank_account", "account number 10650101040003391", "10650101040003391"),
    ("phone", "电话13800138000", "13800138000"),
    ("phone", "mobile +86 138-0013-8000", "+86 138-0013-8000"),
    ("phone", "手机１３８００１３８０００", "１３８００１３８０００"),
    ("phone", "座机 0512-67678888", "0512-67678888"),
    ("phone", "call +49 89 1234567", "+49 89 1234567"),
    ("person", "陈晓的报销", "陈晓"),
    ("person", "claims of Chen Xiao", "Chen Xiao"),
]
LEFT = ["12,360.00", "2026-11-25", "13,800,138,000.00", "记-0812", "110105194912310021", "发票号 25322000000123456789", "V-2026-00288",
        "100201", "0512", "Chenxiaoping", "13800138000.55", "91320594MA1XXXXXXX"]  # fmt: skip


def redaction(*classes: str) -> Redaction:
    return Redaction(classes or PERSONAL_DATA, PEOPLE)


@pytest.mark.parametrize(("kind", "text", "data"), FOUND)
def test_each_class_is_found_named_and_put_back(kind: str, text: str, data: str) -> None:
    one = redaction()
    hidden = one.hide(text)
    assert hidden == text.replace(data, f"[[{kind}-1]]") and one.counts == {kind: 1}
    assert one.show(hidden) == text and one.hide(hidden) == hidden
    others = [other for other in PERSONAL_DATA if other != kind]
    assert f"[[{kind}-" not in redaction(*others).hide(text)


@pytest.mark.parametrize("text", LEFT)
def test_figures_dates_and_numbers_of_papers_are_left(text: str) -> None:
    assert redaction().hide(text) == text


def _mobile() -> st.SearchStrategy[str]:
    return st.integers(3, 9).flatmap(lambda n: st.from_regex(rf"1{n}[0-9]{{9}}", fullmatch=True))


def _card() -> st.SearchStrategy[str]:
    return st.from_regex(r"62[0-9]{16}", fullmatch=True).map(lambda digits: digits + luhn.calc_check_digit(digits))


DATA = st.one_of(
    _mobile(), _card(), st.sampled_from(PEOPLE), st.from_regex(r"[a-z]{1,8}@[a-z]{2,8}\.(com|cn)", fullmatch=True)
)
WORDS = st.text(alphabet="甲乙丙 的在，。abc\n", max_size=12)


@given(st.lists(st.tuples(WORDS, DATA), max_size=8))
def test_nothing_of_it_goes_out_and_all_of_it_comes_back(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{words}，{data}，" for words, data in parts)
    one = redaction()
    hidden = one.hide(text)
    assert all(data not in hidden for _, data in parts)
    assert one.show(hidden) == text
    assert sum(one.counts.values()) == len({data for _, data in parts}) == len(set(NAME.findall(hidden)))


def test_the_same_data_keeps_its_name_in_calls_and_results() -> None:
    one = redaction()
    hidden = one.hide_in({"data": [{"memo": "13800138000", "to": "13900139000"}], "count": 3})
    assert hidden == {"data": [{"memo": "[[phone-1]]", "to": "[[phone-2]]"}], "count": 3}
    assert one.show_in({"text": "[[phone-2]] [[phone-9]]"}) == {"text": "13900139000 [[phone-9]]"}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, openai_like: str) -> Iterator[None]:
    """A model on another machine by the settings; its requests reach the server here."""
    monkeypatch.setenv("ZHANGFANG_MODEL", "openai:m")
    monkeypatch.setenv("ZHANGFANG_MODEL_BASE_URL", "https://models.example/v1")
    settings.cache_clear()
    monkeypatch.setattr(turn, "chosen_model", lambda: ChatOpenAI(model="m", base_url=openai_like, api_key="none"))  # type: ignore[arg-type]
    yield
    settings.cache_clear()


def _trail(world: World) -> list[str]:
    outcome = world.call("zhaolei", "search_trail", subject="note_model_asked")
    assert isinstance(outcome, Done)
    return [f"{row['who']} {row['what']}" for row in outcome.result.model_dump()["rows"]]


@pytest.mark.usefixtures("elsewhere")
def test_a_question_goes_out_without_personal_data_and_is_in_the_audit(world: World) -> None:
    asked = "陈晓（13800138000，11010519491231002X）垫付的科目余额表"
    reply = turn.answer(world.house, world.who("limin"), asked)
    assert any(block.kind == "table" for block in reply.blocks) and not reply.local
    sent = json.dumps([body["messages"] for body in OpenAiLike.seen], ensure_ascii=False)
    assert OpenAiLike.seen and not any(data in sent for data in ("陈晓", "13800138000", "11010519491231002X"))
    assert "[[person-1]]" in sent and "[[phone-1]]" in sent
    told = _trail(world)
    assert len(told) == len(OpenAiLike.seen)
    assert "models.example" in told[-1] and "1 个电话" in told[-1] and "1 个人名" in told[-1]


@pytest.mark.usefixtures("elsewhere")
def test_what_cannot_be_recorded_does_not_go_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    call = world.gateway.call
    monkeypatch.setattr(
        world.gateway,
        "call",
        lambda who, name, given: Failed("x") if name == "note_model_asked" else call(who, name, given),
    )
    with pytest.raises(RuntimeError):
        turn.answer(world.house, world.who("limin"), "科目余额表")
    assert OpenAiLike.seen == []


def test_the_settings_say_which_classes_and_whether_anything_leaves() -> None:
    here = ("http://127.0.0.1:11434/v1", "http://localhost:8000/v1")
    assert all(Settings(model="openai:m", model_base_url=one).model_elsewhere == "" for one in here)
    assert Settings(model="ollama:qwen").model_elsewhere == "" == Settings().model_elsewhere
    assert Settings(model="openai:m").model_elsewhere == "openai"
    assert Settings(model="openai:m", model_base_url="https://a.example/v1").model_elsewhere == "a.example"
    assert Settings().redacted == PERSONAL_DATA and Settings(model_redacts="none").redacted == ()
    assert Settings(model_redacts="phone, email").redacted == ("phone", "email")
    for wrong in ("", "phones", "none,phone"):
        with pytest.raises(ValueError, match="MODEL_REDACTS"):
            Settings(model_redacts=wrong)
