"""How locked packages come into our environment: by uv, which takes a fifth of the time, else by pip. Standard library only.

uv does not read pip's settings, which is where a company names its own mirror: they are handed on. Whatever uv cannot
do here (no wheel of it for this machine, a setting it does not know) is left to pip, which people know.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

QUIET = ("install", "-q", "--no-deps")
_LISTED = {
    "extra-index-url": "--extra-index-url",
    "find-links": "--find-links",
    "trusted-host": "--allow-insecure-host",
}
_ORDERED = ("global", "user", "site", "install", ":env:")
"""Where pip takes a setting from, the last wins."""


def pip_settings(told: Iterable[str]) -> dict[str, str]:
    """What ``pip config list`` says, by name of the setting: ``{'find-links': '/opt/wheels'}``."""
    found: dict[str, tuple[int, str]] = {}
    for line in told:
        if match := re.match(r"(global|user|site|install|:env:)\.([\w-]+)=(.*)", line):
            place, name, value = match.groups()
            rank = _ORDERED.index(place)
            if rank >= found.get(name, (-1, ""))[0]:
                found[name] = (rank, str(ast.literal_eval(value)))
    return {name: value for name, (_, value) in found.items()}


def uv_options(settings: Mapping[str, str]) -> list[str]:
    """The same for uv. As pip does, it takes the version that the lock names from whichever index has it."""
    options = ["--index-strategy", "unsafe-best-match"]
    if "index-url" in settings:
        options += ["--index-url", settings["index-url"]]
    for name, option in _LISTED.items():
        options += [part for value in settings.get(name, "").split() for part in (option, value)]
    if settings.get("no-index", "").lower() in ("1", "true", "yes"):
        options.append("--no-index")
    return options


def uv_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Our environment, with the certificate and the proxy that pip was told."""
    told = {"SSL_CERT_FILE": settings.get("cert", ""), "HTTPS_PROXY": settings.get("proxy", "")}
    return {**os.environ, **{name: value for name, value in told.items() if value}}


def logged(
    command: list[str], log: Path, *, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> bool:
    """Whether a command ended well; what it says goes to the end of a log."""
    with log.open("ab") as out:
        try:
            done = subprocess.run(
                command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, env=environment, check=False
            )
        except OSError as error:
            out.write(f"{command[0]}: {error}\n".encode())
            return False
    return done.returncode == 0


class Installer:
    """Installs what a lock lists into one environment; what the programs say goes to a log."""

    def __init__(self, python: str, tools: Path, log: Path) -> None:
        self.python, self.tools, self.log = python, tools, log
        self.pip = [python, "-m", "pip", *QUIET, "--disable-pip-version-check"]

    def lock(self, lock: Path, uv: str) -> bool:
        """Everything a lock lists; ``uv`` is what to ask pip for, such as ``uv==0.13.9``."""
        return self._by_uv(lock, uv) or self.run([*self.pip, "-r", str(lock)])

    def run(self, command: list[str], environment: Mapping[str, str] | None = None) -> bool:
        """Whether a command ended well."""
        return logged(command, self.log, environment=environment)

    def _by_uv(self, lock: Path, uv: str) -> bool:
        program = self.tools / "bin" / "uv"
        if not program.exists() and not self.run([*self.pip, "--target", str(self.tools), uv]):
            return False
        listed = subprocess.run(
            [self.python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
        )
        settings = pip_settings(listed.stdout.splitlines())
        command = [str(program), "pip", *QUIET, "--python", self.python, "--compile-bytecode", *uv_options(settings)]
        return self.run([*command, "-r", str(lock)], uv_environment(settings))


def pinned(lock: Path, name: str) -> str:
    """The line of a lock that names a package's version; the name alone where it is not listed."""
    found = re.search(rf"^{re.escape(name)}==[^\s;]+", lock.read_text(encoding="utf-8"), re.M)
    return found[0] if found else name
