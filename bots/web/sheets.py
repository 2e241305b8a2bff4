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
    kept = f"attachment; filename=\"{made.plain_name}\"; filename*=UTF-8''{quote(made.name, safe='')}"  # RFC 6266
    return Response(made.data, media_type=made.media_type, headers={"content-disposition": kept})
