"""Starting the web server on this machine only."""

from __future__ import annotations

import errno
import os
import socket

import uvicorn

from bots.slack.http import mount
from bots.web.app import create_app
from ledger.core import settings
from tools.house import House
from tools.operate.threads import set_up_threads, warm_up

HOST = "127.0.0.1"


def free_port(wanted: int) -> int:
    """The wanted port, or the next free one within a hundred."""
    for port in range(wanted, wanted + 100):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE), f"{HOST}:{wanted}")


def run(house: House, tenant: str, port: int) -> None:
    """Serve until stopped; the house's worker runs beside it."""
    set_up_threads()
    warm_up(house.store.home)
    house.start_worker()
    house.gateway.address = house.gateway.address or f"http://{HOST}:{port}"
    app = create_app(house, tenant)
    channel = mount(app, house, settings())
    if channel is not None:
        channel.start()
    try:
        uvicorn.run(app, host=HOST, port=port, log_level="warning", server_header=False)
    finally:
        if channel is not None:
            channel.close()
