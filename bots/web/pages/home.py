"""首页: what waits, what was posted, what warns; cash and the month's result for those who may see them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bots.web.frame import Desk
from bots.web.pages.ask import examples
from bots.web.render import long_date

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    """Home of the signed-in person."""
    desk = Desk(request)
    inbox = desk.result("list_inbox")
    rows = [row for row in (inbox.rows if inbox else ()) if row.tab != "waiting"]
    alerts = desk.result("risk_alerts")
    overview = desk.result("books_overview")
    mine = [row for row in (inbox.rows if inbox else ()) if row.tab == "waiting"]
    return desk.page(
        "home.html", "home", rows=rows[:6], count=len(rows), waiting=mine[:6], overview=overview,
        alerts=list(alerts.alerts)[:5] if alerts else None, spoken_date=long_date(desk.today, desk.language),
        examples=[] if rows else examples(desk, 5),
        may_hand_in=desk.house.gateway.may_call(desk.visitor.principal, "submit_document"),
        away=away.notes if (away := desk.result("my_delegations")) else [],
        steps=None if desk.company.demo else desk.result("first_steps"),
        curve=curve([point.amount_minor for point in overview.cash_points]) if overview else None,
    )  # fmt: skip


def curve(values: list[int], width: int = 420, height: int = 70) -> dict[str, object]:
    """Points of a line that starts at its own lowest value, for an SVG of that size."""
    low, high = min(values), max(values)
    spread = (high - low) or 1
    step = width / max(len(values) - 1, 1)
    points = [
        (round(i * step, 1), round(height - 6 - (value - low) / spread * (height - 12), 1))
        for i, value in enumerate(values)
    ]
    return {"points": " ".join(f"{x},{y}" for x, y in points), "last": points[-1], "width": width, "height": height}
