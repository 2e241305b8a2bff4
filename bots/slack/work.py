"""Acknowledge first, work later: Slack waits three seconds, a reading may take thirty.

A task begins when the acknowledgement has left, so that an edit of a modal cannot arrive before the answer to its
submit. Tasks are counted from the moment they are promised; ``drain`` waits until none is left.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

log = structlog.get_logger("zhangfang.slack")
HANDS = 6
Task = Callable[[], None]


class Ticket:
    """One request of Slack: its tasks wait until its answer is out."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._tasks: list[Task] | None = []
        self._lock = threading.Lock()

    def later(self, task: Task) -> None:
        """Promise a task."""
        self._work.promise()
        with self._lock:
            if self._tasks is not None:
                self._tasks.append(task)
                return
        self._work.begin(task)

    def release(self) -> None:
        """The answer is out: begin."""
        with self._lock:
            tasks, self._tasks = self._tasks or [], None
        for task in tasks:
            self._work.begin(task)


class Work:
    """A few hands."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(HANDS, thread_name_prefix="slack")
        self._left = 0
        self.stumbled = 0
        self._change = threading.Condition()

    def ticket(self) -> Ticket:
        """For one request."""
        return Ticket(self)

    def promise(self) -> None:
        """One more task will come."""
        with self._change:
            self._left += 1

    def begin(self, task: Task) -> None:
        """Hand a promised task over."""
        try:
            self._pool.submit(self._run, task)
        except RuntimeError:
            self._kept()
            raise

    def _run(self, task: Task) -> None:
        try:
            task()
        except Exception:
            self.stumbled += 1
            log.exception("work_failed")
        finally:
            self._kept()

    def _kept(self) -> None:
        with self._change:
            self._left -= 1
            self._change.notify_all()

    def drain(self, seconds: float = 60.0) -> bool:
        """Wait for what was promised; whether it was done in time."""
        with self._change:
            return self._change.wait_for(lambda: self._left == 0, seconds)

    def close(self) -> None:
        """Finish what was begun and stop."""
        self._pool.shutdown(wait=True)
