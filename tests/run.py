"""``make test``: find Chromium, say what is not run, then every test file on both databases.

ZHANGFANG_PROFILE is ``quick`` (default) or ``full``; BROWSER=0 leaves the browser tests out and counts them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = {"apt-get": "sudo apt-get install -y chromium fonts-noto-cjk", "dnf": "sudo dnf install -y chromium",
           "pacman": "sudo pacman -S chromium", "brew": "brew install --cask chromium"}  # fmt: skip


def chromium() -> str | None:
    """Path of this machine's Chromium, or None."""
    return os.environ.get("CHROMIUM") or next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def missing_browser() -> str:
    """The one line that brings a Chromium to this system."""
    line = next((line for tool, line in INSTALL.items() if shutil.which(tool)), "install Chromium and put it on PATH")
    return f"No Chromium found. Install it:  {line}\nor leave the browser tests out:  make test BROWSER=0"


def _count_browser_tests() -> int:
    listing = subprocess.run([sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "browser"],
                             capture_output=True, text=True, check=False)  # fmt: skip
    found = re.search(r"(\d+)(?:/\d+)? tests? (?:collected|selected)|^(\d+)/\d+ tests", listing.stdout, re.M)
    return int(next(group for group in found.groups() if group)) if found else 0


def _environment() -> dict[str, str]:
    """Ours, in which Python keeps what it compiled: else each worker and every process a test starts does it anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def main() -> int:
    """Exit code of pytest, or 2 where no browser is found."""
    with_browser = os.environ.get("BROWSER", "1") != "0"
    arguments = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadscope", *sys.argv[1:]]
    if with_browser and not chromium():
        print(missing_browser())
        return 2
    if not with_browser:
        arguments += ["-m", "not browser"]
    code = subprocess.run([sys.executable, "-m", "pytest", *arguments], env=_environment(), check=False).returncode
    if not with_browser:
        print(f"BROWSER=0: {_count_browser_tests()} browser tests were not run")
    return code


if __name__ == "__main__":
    sys.exit(main())
