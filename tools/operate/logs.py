"""One way of logging: a JSON line on standard error, with the trace but never the values of a frame."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up_logs(level: int = logging.WARNING) -> None:
    """Configure structlog for this process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # looked up for each line: streams come and go
    )
