"""What an installation says of itself."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ledger.core import Settings


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("https://books.example.cn", "https://books.example.cn"),
        ("https://example.cn/books/", "https://example.cn/books"),
        ("http://127.0.0.1:8765/", "http://127.0.0.1:8765"),
    ],
)
def test_a_public_address_is_kept_without_its_last_slash(given: str, kept: str) -> None:
    assert Settings(public_url=given).public_url == kept


@pytest.mark.parametrize(
    "given",
    ["books.example.cn", "http://books.example.cn", "javascript:alert(1)", "https://", "https://x.cn/?q=1",
     "https://a:b@x.cn", "https://x.cn/#a"],
)  # fmt: skip
def test_a_link_leads_over_https_to_a_host_and_nowhere_else(given: str) -> None:
    with pytest.raises(ValidationError, match="ZHANGFANG_PUBLIC_URL"):
        Settings(public_url=given)
