"""Chroma's clients. Whatever goes wrong in them becomes one exception; a server that does not answer is not waited for.

chromadb is imported here only, and only when an index is opened: it takes about a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
LONGEST_SECONDS = 60.0
"""After so long a call to a server ends by itself, when nobody waits for it any more."""


class ChromaFault(RuntimeError):
    """Chroma is damaged, unreachable or refuses; exact search answers instead."""


@contextmanager
def faults() -> Iterator[None]:
    """Any error inside as a :class:`ChromaFault`, a panic of its native part too, which is no Exception."""
    try:
        yield
    except (ChromaFault, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise ChromaFault(f"{type(error).__name__}: {error}"[:300]) from error


def bounded(act: Callable[[], T], seconds: float) -> T:
    """Run in a thread of its own and wait so long; Chroma's own HTTP client waits without end."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(act())
        except BaseException as error:
            failed.append(error)

    thread = Thread(target=run, name="chroma-call", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise ChromaFault(f"no answer within {seconds:g} s")
    return done[0]


def local_client(folder: Path) -> Any:
    """A client over a folder of this machine; the caller holds ``index.lock``."""
    with faults():
        import chromadb  # noqa: PLC0415
        from chromadb.config import Settings  # noqa: PLC0415

        return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def remote_client(url: str, seconds: float) -> Any:
    """A client of a Chroma server; :class:`ChromaFault` where it does not answer in time."""
    with faults():
        import chromadb  # noqa: PLC0415
        import httpx  # noqa: PLC0415
        from chromadb.config import Settings  # noqa: PLC0415

        httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=seconds).raise_for_status()
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        made = bounded(
            lambda: chromadb.HttpClient(
                host=parts.hostname or "", port=parts.port or (443 if secure else 80), ssl=secure,
                settings=Settings(anonymized_telemetry=False),
            ),
            seconds,
        )  # fmt: skip
        for session in _sessions(made):
            session.timeout = httpx.Timeout(LONGEST_SECONDS)
        return made


def close_client(client: Any) -> None:
    """Close a client and its connections, which Chroma itself leaves open."""
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: Any) -> list[Any]:
    """The HTTP sessions of a remote client, which have no public name; none of a local one."""
    servers = (client._server, client._admin_client._server)
    return [server._session for server in servers if hasattr(server, "_session")]
