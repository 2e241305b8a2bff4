"""Fixtures of the walks: one browser a module, one demo company a session, a copy of it for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.demo_template import template_of_demo
from tests.journeys.house import FLAGS, Served, browser_path
from tests.journeys.screen import Screen
from tests.world import NOW


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company, made once."""
    return template_of_demo(tmp_path_factory)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def served(template: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the demo company, served."""
    made = Served(template, tmp_path / "home", NOW)
    yield made
    made.close()


@pytest.fixture
def screen(browser: Browser, served: Served) -> Callable[..., Screen]:
    """Opens a screen in a language."""

    def opened(language: str, **options: Any) -> Screen:
        return Screen(browser, served, language, **options)

    return opened
