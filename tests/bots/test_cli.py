"""The command line: every command answers, refusals have exit codes, options stand anywhere, sign-in is kept."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.console import Console
from typer.testing import CliRunner, Result

from bots.cli.commands.demo import boxed
from bots.cli.frame import EXIT_INVALID
from bots.cli.main import app, hoisted
from ledger.core.settings import settings
from ledger.store import Store
from ledger.store.identity import set_password
from tests.world import NOW, World
from tools.demo.cast import TENANT
from tools.printing.press import pages

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    store = Store.open(tmp_path)
    store.create_tenant(TENANT)
    made = World(store, TENANT)
    made.run("2026-11", [{"date": "2026-11-03", "memo": "利息", "lines": [
        {"account": "100201", "side": "debit", "amount_minor": 31_500}, {"account": "6051", "side": "credit", "amount_minor": 31_500}]}])  # fmt: skip
    made.close()
    store.dispose()
    monkeypatch.setenv("ZHANGFANG_HOME", str(tmp_path))
    monkeypatch.setenv("ZHANGFANG_LANGUAGE", "en")
    settings.cache_clear()
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    def call(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, hoisted(list(words)), input=typed)

    return call


def test_a_report_as_json_has_the_stable_shape(run: Run) -> None:
    result = run("report", "trial-balance", "--from", "2026-11-01", "--to", "2026-11-30", "--json")
    assert result.exit_code == 0, result.output
    row = next(row for row in json.loads(result.output)["rows"] if row["account"] == "100201")
    keys = {
        "account",
        "name",
        "level",
        "currency",
        "opening",
        "debit",
        "credit",
        "year_debit",
        "year_credit",
        "closing",
    }
    assert keys | {f"base_{name}" for name in keys - {"account", "name", "level", "currency"}} <= set(row)
    assert (row["closing"], row["base_debit"]) == ("315.00", "315.00")


def test_the_ledger_of_an_account_as_json_and_as_a_table(run: Run) -> None:
    asked = ("report", "general-ledger", "--account", "100201", "--from", "2026-11-01", "--to", "2026-11-30")
    found = json.loads(run(*asked, "--json").output)
    assert (found["account"], found["totals"]["closing"], found["next"]) == ("100201", "315.00", None)
    assert [row["kind"] for row in found["rows"]][:2] == ["opening", "line"]
    line = found["rows"][1]
    assert {"date", "voucher", "number", "memo", "counter", "debit", "credit", "balance", "own"} <= set(line)
    shown = run(*asked)
    assert shown.exit_code == 0, shown.output
    assert "315.00" in shown.output
    assert run("report", "general-ledger", "--account", "999999").exit_code == EXIT_INVALID


def test_a_view_is_saved_opened_renamed_and_let_go(run: Run) -> None:
    made = run("views", "save", "十一月", "general-ledger", "--filter", "month=2026-11", "--filter", "account=6051")
    assert made.exit_code == 0, made.output
    shown = json.loads(run("views", "open", "十一月", "--format", "json").output)
    assert (shown["account"], shown["first"], shown["last"], shown["totals"]["credit"]) == (
        "6051",
        "2026-11",
        "2026-11",
        "315.00",
    )
    assert "十一月" in run("views", "list").output
    assert run("views", "rename", "十一月", "Interest").exit_code == 0
    assert run("views", "open", "十一月").exit_code == 2
    assert run("views", "save", "gone", "general-ledger", "--filter", "account=9999").exit_code == 0
    assert run("views", "open", "gone").exit_code == EXIT_INVALID
    assert run("views", "forget", "Interest").exit_code == 0
    assert [row["name"] for row in json.loads(run("views", "list", "--json").output)["rows"]] == ["gone"]


def test_options_of_the_program_may_stand_after_the_command() -> None:
    assert hoisted(["report", "x", "--json", "--as", "limin"]) == ["--json", "--as", "limin", "report", "x"]
    assert hoisted(["ask", "--", "--json"]) == ["ask", "--", "--json"]


@pytest.mark.parametrize(("user", "code"), [("limin", 0), ("chenxiao", 3), ("nobody", 2)])
def test_refusals_have_their_exit_codes(run: Run, user: str, code: int) -> None:
    assert run("report", "trial-balance", "--as", user).exit_code == code


def test_bad_arguments_say_what_is_wrong(run: Run) -> None:
    result = run("call", "trial_balance", '{"tenant": "other"}', "--json")
    assert result.exit_code == 4
    assert json.loads(result.output)["problems"][0]["where"] == "tenant"


def test_signing_in_is_kept_for_its_owner_alone(run: Run, home: Path) -> None:
    with Store.open(home) as store, store.write(TENANT) as unit:
        set_password(unit, "chenxiao", "a long password")
    assert run("login", "chenxiao", typed="wrong\n").exit_code == 2
    assert run("login", "chenxiao", typed="a long password\n").exit_code == 0
    kept = home / "login.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert run("report", "trial-balance").exit_code == 3, "chenxiao may not see the books"
    assert run("logout").exit_code == 0
    assert run("report", "trial-balance").exit_code == 0


def test_plan_reads_lines_and_executes_nothing(run: Run) -> None:
    line = json.dumps({"id": "1", "text": "上月净利润多少"}, ensure_ascii=False)
    result = run("plan", "--today", "2026-11-25", typed=line + "\n")
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert (told["id"], told["intent"]) == ("1", "income_statement")
    assert told["slots"]["period"] == {"start": "2026-10-01", "end": "2026-10-31"}


FIRST, THEN = "Income statement for November 2026", "and last month?"


def _listed(run: Run, *more: str) -> list[dict[str, str]]:
    result = run("call", "list_conversations", "--json", *more)
    assert result.exit_code == 0, result.output
    found: list[dict[str, str]] = json.loads(result.output)["conversations"]
    return found


def test_a_chat_goes_on_where_it_ended(run: Run) -> None:
    first = run("chat", typed=f"{FIRST}\n\n")
    assert first.exit_code == 0, first.output
    (kept,) = _listed(run)
    assert kept["conversation"] in first.output and (kept["title"], kept["channel"]) == (FIRST, "cli")
    then = run("chat", "--continue", typed=f"{THEN}\n\n")
    assert FIRST in then.output and "2026-10" in then.output and "2026-10" not in first.output
    named = run("chat", "--conversation", kept["conversation"], typed="and September?\n\n")
    assert "2026-09" in named.output
    assert len(_listed(run)) == 1
    run("chat", typed=f"{THEN}\n\n")
    assert len(_listed(run)) == 2, "without asking for it, a new one"


def test_a_chat_of_nobody_else_goes_on(run: Run) -> None:
    run("chat", typed=f"{FIRST}\n\n")
    (kept,) = _listed(run)
    refused = run("chat", "--conversation", kept["conversation"], "--as", "chenxiao")
    nobodys = run("chat", "--conversation", "0" * 26, "--as", "chenxiao")
    assert (refused.exit_code, refused.stderr) == (nobodys.exit_code, nobodys.stderr) == (4, refused.stderr)
    assert FIRST not in refused.output
    nothing_yet = run("chat", "--continue", "--as", "chenxiao", typed="Help\n\n")
    assert nothing_yet.exit_code == 0 and FIRST not in nothing_yet.output


def test_one_question_leaves_nothing_and_keeps_its_shape(run: Run) -> None:
    result = run("ask", FIRST, "--json")
    assert {one["kind"] for one in json.loads(result.output)} >= {"table", "scope"}
    assert _listed(run) == []


def test_a_backup_holds_conversations_until_they_are_forgotten(run: Run, tmp_path: Path, home: Path) -> None:
    run("chat", typed=f"{FIRST}\n\n")
    (kept,) = _listed(run)
    target = tmp_path / "copy.tar.gz"
    assert run("backup", str(target)).exit_code == 0
    named = json.dumps({"conversation": kept["conversation"]})
    assert run("call", "forget_conversation", named).exit_code == 0
    assert _listed(run) == []
    (home / "tenants" / TENANT).rename(home / "moved")
    assert run("restore", str(target)).exit_code == 0
    assert [one["conversation"] for one in _listed(run)] == [kept["conversation"]]


def test_extract_gives_one_object_a_line_and_a_problem_for_what_it_cannot_read(run: Run, tmp_path: Path) -> None:
    from tools.demo.arrivals import samples
    from tools.demo.documents import render

    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(render(samples(NOW.date())["special"]))
    bad.write_bytes(b"nothing")
    result = run("extract", str(good), str(bad))
    first, second = (json.loads(line) for line in result.output.splitlines())
    assert (first["gross"], first["problems"]) == ("12360.00", [])
    assert second["gross"] is None and second["problems"][0]["code"]


def test_ingest_hands_in_reads_and_proposes(run: Run, tmp_path: Path) -> None:
    from tools.demo.arrivals import samples
    from tools.demo.documents import render

    path = tmp_path / "hotel.pdf"
    path.write_bytes(render(samples(NOW.date())["hotel"]))
    result = run("ingest", str(path), "--paid-by", "sender", "--as", "chenxiao", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["state"] == "proposed"


def test_backup_and_restore_are_checked(run: Run, tmp_path: Path, home: Path) -> None:
    target = tmp_path / "copy.tar.gz"
    assert run("backup", str(target)).exit_code == 0
    assert run("restore", str(target)).exit_code == 2, "the company is still here"
    (home / "tenants" / TENANT).rename(home / "moved")
    assert run("restore", str(target)).exit_code == 0
    assert run("verify", "--as", "zhaolei").exit_code == 0
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 2])
    assert run("restore", str(target)).exit_code == 2


def test_doctor_and_help_answer(run: Run) -> None:
    assert run("doctor", "--json").exit_code in (0, 1)
    for words in (["--help"], ["report", "--help"], ["proposals", "--help"], ["demo", "--help"]):
        assert run(*words).exit_code == 0


LINES = [{"account": "660211", "side": "debit", "amount": "100.01", "department": "it"},
         {"account": "100201", "side": "credit", "amount": "100.01"}]  # fmt: skip


def _edited(run: Run, *changes: str) -> Result:
    given = json.dumps({"date": "2026-11-20", "lines": LINES})
    made = run("--as", "wangfang", "call", "propose_voucher", given, "--json")
    assert made.exit_code == 0, made.output
    return run("--as", "zhangwei", "proposals", "edit", json.loads(made.output)["proposal"], *changes, "--json")


def test_lines_are_edited_and_split_from_the_command_line(run: Run) -> None:
    result = _edited(
        run, "--set", "1.memo=房租", "--split", "1:it=40,sales=35,admin==", "--set", "2.amount=110.01", "--add", "debit 660213 ="
        , "--set", "1.due_date=2026-12-31",
    )  # fmt: skip
    assert result.exit_code == 4 and "660213" in result.output, "a department is missing"
    result = _edited(run, "--set", "1.memo=房租", "--split", "1:it=40,sales=35,admin==", "--set", "1.account=660213")
    assert result.exit_code == 0, result.output
    shown = json.loads(result.output)
    assert [(line["dims"].get("department"), line["amount"]) for line in shown["lines"]] == [
        ("it", "40.00"), ("sales", "35.00"), ("admin", "25.01"), (None, "100.01")]  # fmt: skip
    assert (shown["maker"], {line["memo"] for line in shown["lines"]}) == ("zhangwei", {"房租", ""})
    result = _edited(run, "--drop", "2", "--add", "credit 100202 = 另一户")
    assert [line["account"] for line in json.loads(result.output)["lines"]] == ["660211", "100202"]


@pytest.mark.parametrize("change", [("--set", "9.memo=x"), ("--set", "memo"), ("--split", "1"), ("--split", "1:it"), ("--drop", "3"),
                                    ("--add", "sideways 1 2"), ("--add", "debit")])  # fmt: skip
def test_a_change_nobody_can_read_is_told_with_examples(run: Run, change: tuple[str, str]) -> None:
    result = _edited(run, *change)
    assert result.exit_code == 2
    assert "--split 1:it=40" in result.output


def test_what_a_document_lacks_is_filled_in(run: Run) -> None:
    result = run("--as", "wangfang", "proposals", "edit", "nothing", "--memo", "x")
    assert result.exit_code == 4, "a document that does not exist, told by the tool that answers"


NOVEMBER = ("report", "trial-balance", "--from", "2026-11-01", "--to", "2026-11-30")


def test_a_report_is_written_as_a_workbook(run: Run, home: Path) -> None:
    target = home / "november.xlsx"
    result = run(*NOVEMBER, "--format", "xlsx", "--out", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    page: Any = load_workbook(target).active
    found = {row[0].value: row[7].value for row in page.iter_rows() if len(row) > 7}
    assert (found["100201"], found["6051"]) == (315, -315)


def test_a_report_is_printed_to_a_file(run: Run, home: Path) -> None:
    target = home / "november.pdf"
    result = run(*NOVEMBER, "--format", "pdf", "--out", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    printed = "".join(pages(target.read_bytes()))
    assert "100201" in printed and "315.00" in printed and "−315.00" in printed


VOUCHERS = ("report", "vouchers", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "pdf")


def test_vouchers_are_printed_to_a_file_on_a_known_paper(run: Run, home: Path) -> None:
    target = home / "vouchers.pdf"
    result = run(*VOUCHERS, "--paper", "a4", "--cover", "--out", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_bytes().startswith(b"%PDF-")
    target.unlink()
    assert run(*VOUCHERS, "--language", "both", "--out", str(target)).exit_code == 0
    target.unlink()
    for more in (("--out", str(target), "--paper", "a3"), ()):
        assert run(*VOUCHERS, *more).exit_code == 2
    assert run(*VOUCHERS, "--out", str(target), "--as", "chenxiao").exit_code == 3
    assert run(*VOUCHERS, "--out", str(target), "--language", "fr").exit_code == 4
    assert not target.exists()


def test_a_report_as_csv_goes_to_a_file_or_to_the_terminal(run: Run, home: Path) -> None:
    target = home / "november.csv"
    shown = run(*NOVEMBER, "--format", "csv")
    assert run(*NOVEMBER, "--format", "csv", "--out", str(target)).exit_code == 0
    kept = target.read_bytes()
    assert kept.startswith(b'\xef\xbb\xbf"Account code","Account"')
    assert kept.split(b"\r\n,,,,,,,\r\n")[0] == shown.stdout_bytes.split(b"\r\n,,,,,,,\r\n")[0]


@pytest.mark.parametrize(("form", "holds"), [("json", '"base_debit"'), ("table", "315.00")])
def test_what_the_terminal_shows_can_be_kept_too(run: Run, home: Path, form: str, holds: str) -> None:
    target = home / "kept.txt"
    assert run(*NOVEMBER, "--format", form, "--out", str(target)).exit_code == 0
    assert holds in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--format", "odt", "--out", "OUT"), 2),
        (("--format", "pdf"), 2),
        (("--format", "xlsx"), 2),
        (("--format", "csv", "--out", "OUT/no/such/folder"), 2),
        (("--format", "xlsx", "--out", "OUT", "--as", "chenxiao"), 3),
        (("--format", "csv", "--out", "OUT", "--level", "1", "--layer", "none"), 4),
        (("--format", "json", "--out", "OUT", "--as", "chenxiao"), 3),
    ],
)
def test_no_file_where_it_was_refused(run: Run, home: Path, words: tuple[str, ...], code: int) -> None:
    target = home / "out"
    result = run(*NOVEMBER, *(word.replace("OUT", str(target)) for word in words))
    assert result.exit_code == code, result.output
    assert not target.exists()


def test_the_books_go_out_to_a_file_or_the_screen(run: Run, home: Path) -> None:
    file = home / "books.journal"
    told = run("books", "export", "--format", "hledger", "--out", str(file), "--as", "zhaolei")
    assert told.exit_code == 0, told.output
    assert "1 vouchers" in told.output
    shown = run("books", "export", "--format", "hledger", "--as", "zhaolei")
    assert shown.output == file.read_text(encoding="utf-8")
    assert "315.00 CNY" in shown.output


@pytest.mark.parametrize(
    "words",
    [("hledger", "--as", "wangfang"), ("csv", "--as", "limin"), ("hledger", "--as", "limin", "--from", "2026-13-01")],
)
def test_a_refused_export_leaves_the_file_that_was_there(run: Run, home: Path, words: tuple[str, ...]) -> None:
    file = home / "books.journal"
    file.write_text("before")
    assert run("books", "export", "--out", str(file), "--format", *words).exit_code == 4
    assert file.read_text() == "before"
    assert not list(home.glob("*.unfinished"))


def test_a_file_that_cannot_be_written_is_said_so(run: Run, home: Path) -> None:
    told = run("books", "export", "--format", "hledger", "--as", "limin", "--out", str(home / "nowhere" / "x.journal"))
    assert told.exit_code == 2
    assert "could not be written" in told.output


def test_the_vat_return_of_a_month_and_the_invoice_register_answer(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("report", "vat", "--period", "2026-11", "--as", "limin", "--json").output)
    assert [(one["label"], one["net"]) for one in found["rows"] if one["section"] == "sales"] == [
        ("General method, without tax (exempt, zero-rated or to be looked at)", "315.00")
    ]
    wrong = run("report", "vat", "--period", "2026-13", "--as", "limin")
    assert wrong.exit_code == 2
    assert json.loads(run("books", "invoices", "list", "--as", "wangfang", "--json").output)["rows"] == []
    listed = tmp_path / "list.csv"
    listed.write_text("数电发票号码,开票日期,金额,税额\n26442000000000012345,2026-11-03,100,13\n", encoding="utf-8")
    assert run("books", "invoices", "import", str(listed), "--as", "wangfang").exit_code == 0
    pairs = json.loads(run("books", "invoices", "compare", "--as", "wangfang", "--json").output)["pairs"]
    assert [one["finding"] for one in pairs] == ["missing_here"]
    assert run("books", "invoices", "import", str(listed), "--as", "wangfang").exit_code == EXIT_INVALID
    assert (
        run("books", "invoices", "confirm", "nothing", "--period", "2026-11", "--as", "wangfang").exit_code
        == EXIT_INVALID
    )
    out = tmp_path / "deductions.csv"
    assert (
        run(
            "books", "invoices", "deductions", "2026-11", "--format", "csv", "--out", str(out), "--as", "wangfang"
        ).exit_code
        == 0
    )
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_bank_statement_is_taken_in_and_reconciled_to_a_pdf(run: Run, tmp_path: Path) -> None:
    file, made = tmp_path / "s.csv", tmp_path / "s.pdf"
    file.write_text("date,description,paid out,money in\n2026-11-03,interest,,315.00\n2026-11-09,fee,5.00,\n", "utf-8")
    taken = run("--as", "limin", "bank", "import", str(file), "--account", "100201", "--month", "2026-11", "--opening", "0",
                "--closing", "310.00", "--json")  # fmt: skip
    assert taken.exit_code == 0 and json.loads(taken.output)["lines"] == 2, taken.output
    found = json.loads(run("--as", "limin", "bank", "reconcile", "--month", "2026-11", "--json").output)
    assert (found["agrees"], found["book_balance"], found["bank_balance"]) == (True, "315.00", "310.00")
    assert len(found["suggested"]) == 1
    printed = run("--as", "limin", "bank", "reconcile", "--month", "2026-11", "--format", "pdf", "--out", str(made))
    assert printed.exit_code == 0 and made.read_bytes()[:5] == b"%PDF-"
    assert run("--as", "chenxiao", "bank", "list").exit_code != 0


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_link_is_shown_whole_however_narrow_the_terminal(width: int) -> None:
    told = f"Open http://127.0.0.1:8765/hello?k={'x' * 43}"
    screen = Console(width=width, file=io.StringIO())
    boxed(told, screen)
    assert isinstance(screen.file, io.StringIO)
    assert told in screen.file.getvalue()


JOURNAL = """日期,凭证字号,摘要,科目编码,科目名称,借方金额,贷方金额,部门
2026-11-03,记-7,买软件,660213,信息技术服务费,120.00,,信息部
2026-11-03,记-7,买软件,1002.01,银行存款,,120.00,
"""


def test_a_later_journal_is_tried_mapped_and_proposed(run: Run, home: Path) -> None:
    file = home / "later.csv"
    file.write_text(JOURNAL, encoding="utf-8")
    command = ("books", "journal", str(file), "--as", "zhangwei", "--json")
    tried = run(*command, "--dry-run")
    assert tried.exit_code == 0, tried.output
    told = json.loads(tried.output)
    assert [one["code"] for one in told["unknown"]] == ["1002.01"]
    assert [(one["month"], one["vouchers"], one["series"]) for one in told["months"]] == [("2026-11", 1, {"记": 1})]
    refused = run(*command)
    assert refused.exit_code == EXIT_INVALID and "1002.01" in refused.output
    assert json.loads(run("proposals", "list", "--as", "limin", "--json").output)["proposals"] == []
    made = run(*command, "--map", "1002.01=100201")
    assert made.exit_code == 0, made.output
    assert (len(json.loads(made.output)["proposals"]), json.loads(made.output)["vouchers"]) == (1, 1)
    again = run(*command, "--map", "1002.01=100201")
    assert again.exit_code == EXIT_INVALID and "waits" in again.output
    assert run("books", "journal", str(home / "nowhere.csv"), "--as", "zhangwei").exit_code != 0


def test_a_checkpoint_is_printed_alone_and_verify_takes_it_back(run: Run, tmp_path: Path) -> None:
    printed = run("verify", "--checkpoint")
    assert printed.exit_code == 0 and printed.stdout.startswith("zhangfang/")
    kept = tmp_path / "kept.txt"
    kept.write_text(printed.stdout, encoding="utf-8")
    compared = run("verify", "--proof", str(kept), "--json")
    assert compared.exit_code == 0 and "first 1 entries" in json.loads(compared.stdout)["compared"]
    kept.write_text(printed.stdout.replace("/book/", "/hook/"), encoding="utf-8")
    assert run("verify", "--proof", str(kept)).exit_code == EXIT_INVALID


def test_a_package_is_checked_without_a_company(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = NOW.date().isoformat()
    made = run("call", "export_trail", json.dumps({"period": {"start": day, "end": day}}), "--json")
    file = tmp_path / "proof.zip"
    file.write_bytes(base64.b64decode(json.loads(made.stdout)["data"]))
    monkeypatch.setenv("ZHANGFANG_HOME", str(tmp_path / "elsewhere"))
    settings.cache_clear()
    held = run("verify", "--proof", str(file), "--json")
    assert held.exit_code == 0 and json.loads(held.stdout)["holds"]
    assert not (tmp_path / "elsewhere").exists()
    data = bytearray(file.read_bytes())
    data[data.index(b'"outcome"')] ^= 1
    file.write_bytes(bytes(data))
    broken = run("verify", "--proof", str(file))
    assert broken.exit_code == 1 and "jsonl" in broken.stdout
