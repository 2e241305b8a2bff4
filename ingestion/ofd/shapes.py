"""The lines of a PathObject: M and S begin, L goes straight, Q and B bend, A is an arc, C closes (GB/T 33190, table 36)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from ingestion.ofd.layers import Matrix

Point = tuple[float, float]
_TAKES = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STEPS = 12
"""Straight pieces for one bend."""


def lines_in(written: str, most: int) -> list[list[Point]]:
    """Runs of points out of AbbreviatedData, at most ``most`` points in all; what is no path ends it."""
    runs: list[list[Point]] = []
    count = 0
    for order, given in _orders(written):
        if order in ("M", "S"):
            runs.append([(given[0], given[1])])
        elif not runs:
            return runs
        elif order == "C":
            runs[-1].append(runs[-1][0])
        else:
            runs[-1] += _bent(order, runs[-1][-1], given)
        count += _STEPS if order in ("Q", "B", "A") else 1
        if count > most:
            return runs
    return runs


def _orders(written: str) -> Iterator[tuple[str, list[float]]]:
    parts = iter(written.split())
    for order in parts:
        takes = _TAKES.get(order)
        if takes is None:
            return
        try:
            given = [float(next(parts)) for _ in range(takes)]
        except (StopIteration, ValueError):
            return
        if not all(math.isfinite(one) and abs(one) < 1e6 for one in given):
            return
        yield order, given


def _bent(order: str, start: Point, given: list[float]) -> list[Point]:
    if order == "L":
        return [(given[0], given[1])]
    if order == "A":
        return _arc(start, given)
    points = [start, *zip(given[::2], given[1::2], strict=True)]
    return [_on_curve(points, step / _STEPS) for step in range(1, _STEPS + 1)]


def _on_curve(points: list[Point], at: float) -> Point:
    """De Casteljau."""
    while len(points) > 1:
        points = [(ax + (bx - ax) * at, ay + (by - ay) * at) for (ax, ay), (bx, by) in pairwise(points)]
    return points[0]


def _arc(start: Point, given: list[float]) -> list[Point]:
    """An elliptic arc by its end, as SVG has it (appendix B.2.4 of SVG 2); a straight line where there is none."""
    rx, ry, turned, large, sweep, x, y = given
    rx, ry = abs(rx), abs(ry)
    if not (rx and ry) or (x, y) == start:
        return [(x, y)]
    angle = math.radians(turned)
    cos, sin = math.cos(angle), math.sin(angle)
    half_x, half_y = (start[0] - x) / 2, (start[1] - y) / 2
    px, py = cos * half_x + sin * half_y, -sin * half_x + cos * half_y
    if (over := (px / rx) ** 2 + (py / ry) ** 2) > 1:
        rx, ry = rx * math.sqrt(over), ry * math.sqrt(over)
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(((rx * ry) ** 2 - below) / below, 0.0)) * (-1 if bool(large) == bool(sweep) else 1)
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    begin = math.atan2((py - cy) / ry, (px - cx) / rx)
    end = math.atan2((-py - cy) / ry, (-px - cx) / rx)
    if sweep and end < begin:
        end += 2 * math.pi
    if not sweep and end > begin:
        end -= 2 * math.pi
    middle = (cos * cx - sin * cy + (start[0] + x) / 2, sin * cx + cos * cy + (start[1] + y) / 2)
    found = []
    for step in range(1, _STEPS + 1):
        at = begin + (end - begin) * step / _STEPS
        ex, ey = rx * math.cos(at), ry * math.sin(at)
        found.append((cos * ex - sin * ey + middle[0], sin * ex + cos * ey + middle[1]))
    return found


def placed(point: Point, matrix: Matrix, origin: Point) -> Point:
    """A point of an object on its page, in millimetres."""
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e + origin[0], b * point[0] + d * point[1] + f + origin[1]
