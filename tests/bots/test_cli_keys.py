"""Keys in the terminal: changed by who may, kept under a passphrase, brought back, and told of by doctor."""

from __future__ import annotations

import json
from pathlib import Path

from bots.cli.frame import EXIT_DENIED
from ledger.store.keyring import KEY_FILE
from tests.bots.test_cli import Run, home, run  # noqa: F401 - fixtures
from tools.demo.cast import TENANT


def _said(output: str) -> str:
    return " ".join(output.split())


def _account(run: Run) -> dict[str, str]:  # noqa: F811
    shown = json.loads(run("call", "list_master_data", '{"vendor_id": "V0001"}', "--json").output)
    found: dict[str, str] = shown["parties"][0]["accounts"][0]
    return found


def test_keys_are_changed_backed_up_and_brought_back(run: Run, home: Path, tmp_path: Path) -> None:  # noqa: F811
    assert run("rotate-keys", "--as", "limin").exit_code == EXIT_DENIED
    kept = run("verify", "--checkpoint", "--as", "zhaolei").output
    changed = run("rotate-keys", "--as", "admin", "--json")
    told = json.loads(changed.output)
    assert changed.exit_code == 0 and told["began"] and told["rows"] > 10 and told["closed"] == 0
    assert len(told["dropped"]) == 1 and told["hand_over"].count(" ") == 3
    said = _said(run("rotate-keys", "--as", "admin").output)
    assert told["key"] in said and "Make another backup" in said

    secret, bare, whole = tmp_path / "secret", tmp_path / "bare.tar.gz", tmp_path / "whole.tar.gz"
    secret.write_text("eleven pears on a wall\n", "utf-8")
    assert "keyring.json and checkpoint.key" in _said(run("backup", str(bare)).output)
    assert "under the passphrase" in _said(run("backup", str(whole), "--passphrase-file", str(secret)).output)
    (home / "tenants" / TENANT).rename(tmp_path / "gone")
    for name in (KEY_FILE, "checkpoint.key"):
        (home / name).unlink()
    assert "Cannot be read" in _said(run("restore", str(bare)).output)
    unread = _account(run)
    assert unread["account_number"].startswith("…") and unread["trouble"]
    assert run("restore", str(whole), "--keys-only").exit_code == 2, "without the passphrase nothing is brought"
    assert run("restore", str(whole), "--keys-only", "--passphrase-file", str(secret)).exit_code == 0
    read = _account(run)
    assert not read["trouble"] and read["account_number"].isalnum()
    (tmp_path / "kept.txt").write_text(kept, "utf-8")
    verified = run("verify", "--proof", str(tmp_path / "kept.txt"), "--as", "zhaolei")
    assert verified.exit_code == 0 and "earlier key" in _said(verified.output)


def test_doctor_tells_how_old_keys_are(run: Run, home: Path) -> None:  # noqa: F811
    checks = {one["name"]: one for one in json.loads(run("doctor", "--json").output)}
    assert checks["sealing key"]["good"] and "change it by" in checks["sealing key"]["found"]
    (home / KEY_FILE).chmod(0o644)
    open_to_all = {one["name"]: one for one in json.loads(run("doctor", "--json").output)}["sealing key"]
    assert (open_to_all["good"], "chmod 600" in open_to_all["remedy"]) == (False, True)
    (home / KEY_FILE).chmod(0o600)
    (home / KEY_FILE).write_text("{}")
    assert (
        "restore" in {one["name"]: one for one in json.loads(run("doctor", "--json").output)}["sealing key"]["remedy"]
    )
