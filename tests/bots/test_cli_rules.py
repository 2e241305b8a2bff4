"""``people rules``: shown, tried, drafted, published by another, and taken back by the owner of the machine."""

from __future__ import annotations

import json
from pathlib import Path

from bots.cli.frame import EXIT_DENIED, EXIT_INVALID
from bots.host import house
from ledger.core.settings import settings
from policies.access import shipped_text
from tests.bots.test_cli_own import CREATE, PASSWORD, Run, run
from tests.tools.people.test_access_rules import KEY, MORE

__all__ = ["run"]


def test_rules_go_their_way_in_the_terminal(run: Run, tmp_path: Path) -> None:
    run(*CREATE, typed=PASSWORD + "\n")
    made = json.loads(run("people", "invite", "limin", "--role", "controller", "--json").output)["people"][0]
    with house(settings()) as built:
        secret = made["link"].rpartition("k=")[2]
        assert isinstance(built.door.join("xinya", secret, PASSWORD, "en"), str)
    file = tmp_path / "rules.cedar"
    file.write_text(shipped_text() + MORE, "utf-8")
    tried = run("people", "rules", "try", str(file))
    assert tried.exit_code == 0 and KEY in tried.output.replace("\n", "")
    reason = ("--reason", "clerks see figures")
    assert run("people", "rules", "draft", str(file), *reason).exit_code == EXIT_INVALID
    drafted = run("people", "rules", "draft", str(file), *reason, "--changes", KEY, "--json")
    name = json.loads(drafted.output)["draft"]
    assert run("people", "rules", "publish", name).exit_code == EXIT_INVALID, "not by its author"
    run("logout")
    assert run("--as", "limin", "people", "rules", "publish", name).exit_code == EXIT_DENIED
    assert run("login", "limin", typed=PASSWORD + "\n").exit_code == 0
    assert run("people", "rules", "publish", name).exit_code == 0
    assert "clerks_see_figures" in run("people", "rules", "show").output
    run("logout")
    back = run("people", "rules", "back", "--json")
    assert json.loads(back.output) == {"number": 2}
    assert run("people", "rules", "back").exit_code == EXIT_INVALID
    shown = json.loads(run("--as", "limin", "people", "rules", "show", "--json").output)
    assert (shown["number"], [one["restores"] for one in shown["versions"]]) == (2, [0, None])
