"""The locks: no torch, no registry host, every direct requirement locked, only licences we may carry."""

from __future__ import annotations

import importlib.metadata
import re

from tests.repository.words import PROJECT

LOCKS = ("run", "dev")
_NAME = re.compile(r"^([A-Za-z0-9_.-]+)")
FORBIDDEN = re.compile(r"\b(AGPL|GPL)|(?<!Lesser )General Public", re.I)
FINE = re.compile(r"LGPL|Lesser|GPL-compatible", re.I)
SEPARATE_PROGRAMS: set[str] = set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _locked(lock: str) -> dict[str, str]:
    lines = (PROJECT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    return {_plain(line.split("==")[0].split("[")[0]): line for line in lines if "==" in line}


def _asked(name: str) -> set[str]:
    lines = (PROJECT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    found = (_NAME.match(line) for line in lines if line and not line.startswith(("#", "-r")))
    return {_plain(match.group(1)) for match in found if match}


def test_every_requirement_is_locked_and_torch_is_not() -> None:
    assert _asked("run") | _asked("build") <= _locked("run").keys()
    assert _asked("run") | _asked("build") | _asked("dev") <= _locked("dev").keys()
    for lock in LOCKS:
        assert not {name for name in _locked(lock) if name == "torch" or name.startswith("nvidia")}


def test_the_two_locks_agree() -> None:
    run, dev = _locked("run"), _locked("dev")
    pinned = {
        name: line.partition(";")[0].strip() for name, line in dev.items()
    }  # markers may be wider in the larger lock
    assert {name: line for name, line in run.items() if pinned.get(name) != line.partition(";")[0].strip()} == {}


def test_no_lock_names_a_host() -> None:
    files = [PROJECT / "requirements" / f"{lock}.txt" for lock in LOCKS]
    files.append(PROJECT / "bots" / "web" / "assets" / "package-lock.json")
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert '"resolved"' not in text
        assert not re.search(r"--(extra-)?index-url|--find-links|@ (https?|file):", text), path


def _licence(distribution: importlib.metadata.Distribution) -> str:
    meta = distribution.metadata
    classifiers = [line for line in meta.get_all("Classifier") or [] if line.startswith("License")]
    short = (meta.get("License") or "").split("\n")[0][:120]
    return " ".join([meta.get("License-Expression") or "", *classifiers, short])


def test_no_run_time_package_is_under_gpl_or_agpl() -> None:
    bad = []
    for name in _locked("run"):
        try:
            licence = _licence(importlib.metadata.distribution(name))
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system or Python
        if FORBIDDEN.search(licence) and not FINE.search(licence) and not re.search(r"\bMIT|Apache|BSD", licence):
            bad.append(f"{name}: {licence}")
    assert bad == []
