"""Every tool module, found where tools live: importing it registers its tools.

A new tool is one file in the folder of its noun. No module of these folders imports another (pyproject.toml).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from tools.registry import Registry, registry

FOLDERS = (
    "cash", "chart", "company", "documents", "exchange", "month", "parties", "people", "policies", "proposals",
    "reports", "tax", "vouchers", "watch",
)  # fmt: skip
ALONE = ("tools.conversations", "tools.help", "tools.work")
WORKING = ("tools.printing.pack_work",)
"""Modules that do slices of long work (tools/work.py) and declare no tool."""


@lru_cache(maxsize=1)
def modules() -> tuple[str, ...]:
    """Names of the modules that hold tools, sorted."""
    found = [f"tools.{folder}.{module.name}" for folder in FOLDERS
             for module in pkgutil.iter_modules(importlib.import_module(f"tools.{folder}").__path__)]  # fmt: skip
    return tuple(sorted((*found, *ALONE)))


def load_tools() -> Registry:
    """The registry with all tools in it."""
    for name in (*modules(), *WORKING):
        importlib.import_module(name)
    return registry
