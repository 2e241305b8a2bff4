"""An answer as a file to keep: the page's own request once more, sent as CSV, XLSX or PDF instead of a page."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from fastapi.responses import Response

from bots.web.frame import Desk
from tools.sheets import Form, SheetFile, send_out

Asked = Literal["", "csv", "xlsx", "pdf"]
"""``form`` of a page's address: empty for the page itself."""


def download(desk: Desk, tool: str, form: Form, current: str, **arguments: Any) -> Response:
    """The file, or the page that says why not."""
    given = {name: value for name, value in arguments.items() if value not in (None, "")}
    made = send_out(desk.house, desk.visitor.principal, tool, given, form)
    if not isinstance(made, SheetFile):
        return desk.refused(made, current)
    return attached(made.data, made.name, made.media_type, made.plain_name)


def attached(data: bytes, name: str, media_type: str, plain_name: str = "") -> Response:
    """A file to keep; ``plain_name`` is the ASCII stand-in of a name that is not."""
    kept = f"attachment; filename=\"{plain_name or name}\"; filename*=UTF-8''{quote(name, safe='')}"  # RFC 6266
    return Response(data, media_type=media_type, headers={"content-disposition": kept})
