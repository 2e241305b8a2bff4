"""The demo company behind its web server on loopback, and a browser before it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.clerk.clerk import Clerk, Done
from benchmarks.clerk.eyes import FileSeen, files_seen
from benchmarks.clerk.figures import Day
from benchmarks.clerk.pile import Given
from tests.journeys.house import FLAGS, Served, browser_path
from tests.journeys.screen import Screen

_FAR = ("waiting", "reading")
_DROP = """(box) => {
  const input = box.querySelector('#files'), given = new DataTransfer();
  for (const file of document.getElementById('lying').files) given.items.add(file);
  box.dispatchEvent(new DragEvent('drop', {dataTransfer: given, bubbles: true, cancelable: true}));
}"""


@contextmanager
def at_work(template: Path, folder: Path, language: str) -> Iterator[Screen]:
    """王芳 before a copy of the company, its papers of the morning still in the queue."""
    served = Served(template, folder / "home")
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
            with Screen(browser, served, language) as screen:
                screen.become("wangfang")
                yield screen
            browser.close()
    finally:
        served.close()


def day(page: Page, given: list[Given], folder: Path, longest_s: float = 600) -> Day:
    """Drop all, watch until all are read, work through them one by one."""
    waits, rows, upload_s = dropped(page, given, folder, longest_s)
    papers = [part for one in given for part in (one.holds or (one,))]
    clerk, done = Clerk(page), list[Done]()
    for one in papers:
        row = rows.get(one.name)
        done.append(clerk.work(one, row.opens) if row else Done(one, end="never seen on the page"))
    return Day(done, waits, upload_s)


def dropped(
    page: Page, given: list[Given], folder: Path, longest_s: float
) -> tuple[dict[str, float], dict[str, FileSeen], float]:
    """Seconds until each file's end is on the page, its row there, and seconds until all were sent."""
    paths = []
    for one in given:
        (folder / one.name).write_bytes(one.data)
        paths.append(folder / one.name)
    page.goto("/inbox?tab=needs&list=1")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<input type=file multiple id=lying style=\"position:fixed;opacity:0\">')"
    )
    page.locator("#lying").set_input_files(paths)
    start = time.monotonic()
    page.locator("form[data-drop]").evaluate(_DROP)
    page.wait_for_url("**/documents?ids=*", timeout=1000 * longest_s)
    upload_s, waits, rows = time.monotonic() - start, dict[str, float](), dict[str, FileSeen]()
    names = [part.name for one in given for part in (one, *one.holds)]
    while len(waits) < len(names) and time.monotonic() - start < longest_s:
        for seen in files_seen(page):
            name = next((one for one in names if seen.called.endswith((f" {one}", f"/{one}", one))), "")
            if name and name not in waits and seen.step not in _FAR:
                waits[name], rows[name] = time.monotonic() - start, seen
        page.wait_for_timeout(200)
    return waits, rows, upload_s
