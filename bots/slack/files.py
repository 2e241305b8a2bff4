"""Fetching a file that somebody sent: only from Slack's own host, only with our bearer, only what it claims to be.

Without the right scope Slack answers 200 with a sign-in page: a page instead of a file is named as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from bots.slack.text import plain
from ledger.core import Problem, problem

LIMIT = 20_000_000
SLACK_FILES = "files.slack.com"
SLACK_API = "slack.com"
_BEGINNINGS = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"<?xml", b"\xef\xbb\xbf<?xml",  # PDF, zip and OFD, XML
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF",  # pictures
    b"From ", b"From:", b"Received:", b"Return-Path:", b"Delivered-To:", b"MIME-Version:", b"X-",  # a mail
)  # fmt: skip
_PAGES = (b"<!doctype html", b"<html")


def allowed_host(api_url: str) -> tuple[str, str]:
    """Scheme and host that files may come from: Slack's, or that of another API the settings name."""
    parts = urlsplit(api_url)
    if parts.hostname == SLACK_API:
        return "https", SLACK_FILES
    return parts.scheme, parts.netloc


def name_of(file: Mapping[str, Any]) -> str:
    """The file's name as one harmless line, without folders."""
    bare = plain(str(file.get("name") or file.get("title") or file.get("id") or "file"), 200)
    return bare.replace("\\", "/").rsplit("/", 1)[-1] or "file"


def fetch(file: Mapping[str, Any], token: str, api_url: str) -> bytes | Problem:
    """The bytes, or why not."""
    name, url = name_of(file), str(file.get("url_private") or "")
    parts = urlsplit(url)
    if (parts.scheme, parts.netloc) != allowed_host(api_url) or file.get("is_external"):
        return problem("slack.file_elsewhere", name=name)
    if int(file.get("size") or 0) > LIMIT:
        return problem("document.too_large", limit=LIMIT // 1_000_000)
    try:
        return _get(url, token, name)
    except httpx.HTTPError:
        return problem("slack.file_unreachable", name=name)


def _get(url: str, token: str, name: str) -> bytes | Problem:
    headers = {"authorization": f"Bearer {token}"}
    with httpx.stream("GET", url, headers=headers, follow_redirects=False, timeout=30) as answer:
        if answer.status_code != 200:
            return problem("slack.file_refused", name=name, status=answer.status_code)
        data = bytearray()
        for chunk in answer.iter_bytes():
            data += chunk
            if len(data) > LIMIT:
                return problem("document.too_large", limit=LIMIT // 1_000_000)
        page = answer.headers.get("content-type", "").lower().startswith("text/html")
    return _checked(bytes(data), name, page=page)


def _checked(data: bytes, name: str, *, page: bool) -> bytes | Problem:
    if page or data[:200].lstrip().lower().startswith(_PAGES):
        return problem("slack.file_is_page", name=name)
    if not data:
        return problem("document.empty_file")
    if not data.startswith(_BEGINNINGS):
        return problem("slack.file_unknown_kind", name=name)
    return data
