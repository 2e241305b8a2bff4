"""A clerk's day in Chromium: drops a pile of documents at once, works through it by keyboard, prints what it took.

--papers N  60 unless said · --seed N  another pile · --home DIR  a demo company made before, else a fresh one is made
--language zh|en · --details  every document, worst first
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.clerk.figures import Day, targets, worst_first
from benchmarks.clerk.pile import pile
from benchmarks.clerk.place import at_work, day
from tests.demo_template import make_template
from tools.operate.logs import set_up_logs


def main() -> int:
    """Runs and prints; 1 where a target does not hold."""
    told = argparse.ArgumentParser(
        prog="python -m benchmarks.clerk", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    told.add_argument("--papers", type=int, default=60)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--home", type=Path)
    told.add_argument("--language", choices=("zh", "en"), default="zh")
    told.add_argument("--details", action="store_true")
    asked = told.parse_args()
    set_up_logs()
    with tempfile.TemporaryDirectory(prefix="clerk-") as made:
        folder = Path(made)
        template = asked.home or make_template(folder / "template")
        with at_work(template, folder, asked.language) as screen:
            today = screen.served.clock.now().date()
            return show(day(screen.page, pile(asked.papers, asked.seed, today), folder), asked.details)


def show(found: Day, details: bool) -> int:
    """The targets, then what went wrong, or all."""
    print(f"all sent after {found.upload_s:.1f} s, all told after {max(found.waits.values(), default=0):.1f} s")
    held = targets(found)
    for one in held:
        print(f"{one.name:46s} {one.found:74s} {'met' if one.holds else 'NOT MET'}")
    for done in worst_first(found.done):
        if details or not done.untouched or done.end not in ("submitted", "as told"):
            wait = found.waits.get(done.given.name)
            print(
                f"  {done.given.name:24s} {len(done.acts):2d} acts {len(done.acts) + done.turns:2d} with turning {done.typed:2d} typed {'' if wait is None else f'{wait:5.1f} s'}  {done.end}"
            )
            for word, some in (("mended", done.mended), ("cannot be mended", done.unmendable)):
                for field in some:
                    print(f"      {word}: {field}")
            if details:
                print(f"      {' · '.join(done.acts)}")
    return 0 if all(one.holds for one in held) else 1


if __name__ == "__main__":
    sys.exit(main())
