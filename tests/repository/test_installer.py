"""What pip was told reaches uv, and where uv cannot, pip installs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.operate.installer import Installer, pinned, pip_settings, uv_environment, uv_options

TOLD = """:env:.cert='/our/ca.pem'
:env:.find-links='/our/wheels /more'
global.extra-index-url='https://one.example/simple\\nhttps://two.example/simple'
global.find-links='/other'
global.index-url='https://mirror.example/simple'
user.index-url='https://mine.example/simple'
global.timeout='60'
nonsense"""


def test_a_mirror_that_pip_was_told_of_is_used() -> None:
    settings = pip_settings(TOLD.splitlines())
    options = uv_options(settings)
    told = [options[at : at + 2] for at in range(0, len(options), 2)]
    assert told == [
        ["--index-strategy", "unsafe-best-match"],
        ["--index-url", "https://mine.example/simple"],
        ["--extra-index-url", "https://one.example/simple"],
        ["--extra-index-url", "https://two.example/simple"],
        ["--find-links", "/our/wheels"],
        ["--find-links", "/more"],
    ]
    assert uv_environment(settings)["SSL_CERT_FILE"] == "/our/ca.pem"


def test_nothing_told_changes_nothing_but_no_index_holds() -> None:
    assert uv_options({}) == ["--index-strategy", "unsafe-best-match"]
    assert uv_options(pip_settings(["global.no-index='true'"]))[-1] == "--no-index"


@pytest.mark.parametrize("uv", ["#!/bin/sh\nexit 2\n", None], ids=["it cannot", "there is none"])
def test_where_uv_cannot_pip_does(tmp_path: Path, uv: str | None) -> None:
    """Programs that say what they were asked: a uv that fails, a pip that has no uv to give."""
    tools, asked = tmp_path / "uv", tmp_path / "asked"
    if uv:
        (tools / "bin").mkdir(parents=True)
        (tools / "bin/uv").write_text(uv)
        (tools / "bin/uv").chmod(0o755)
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" >> {asked}\ncase "$*" in *--target*) exit 1;; esac\n')
    python.chmod(0o755)
    lock = tmp_path / "run.txt"
    lock.write_text("wheel==1\n")
    assert Installer(str(python), tools, tmp_path / "log").lock(lock, "uv==9")
    last = asked.read_text().splitlines()[-1]
    assert last.startswith("-m pip install") and last.endswith(f"-r {lock}")


def test_the_version_is_the_locks(tmp_path: Path) -> None:
    lock = tmp_path / "dev.txt"
    lock.write_text("uvicorn==1.0\nuv==0.13.9\nuvloop==2 ; sys_platform != 'win32'\n")
    assert (pinned(lock, "uv"), pinned(lock, "uvloop"), pinned(lock, "none")) == ("uv==0.13.9", "uvloop==2", "none")
    assert Installer(sys.executable, tmp_path, tmp_path / "log").run(["no-such-program"]) is False
