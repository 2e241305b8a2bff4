"""What a machine decides: read once from the environment, the same for every process of an installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PERSONAL_DATA = ("email", "id_number", "bank_account", "phone", "person")
"""Classes of personal data, in the order they are looked for."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def safe_address(parts: SplitResult) -> bool:
    """Whether what goes to an address cannot be read on the way: https, or plain http on this machine."""
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


class Settings(BaseSettings):
    """Environment variables, each with the prefix ``ZHANGFANG_``."""

    model_config = SettingsConfigDict(env_prefix="ZHANGFANG_", extra="ignore")

    home: Path = Field(default_factory=lambda: Path.home() / ".zhangfang", description="data folder")
    database_url: str = Field(default="", description="postgresql://… ; empty means SQLite files in the data folder")
    database_owner_url: str = Field(
        default="", description="the same database as the owner of its tables; migrate only"
    )
    company: str = Field(default="", description="company used when --company is not given")
    token: str = Field(default="", description="API token used instead of a login")
    model: str = Field(
        default="",
        description="chat model for init_chat_model, which also fills fields of papers left absent; empty: none, offline planner",
    )
    model_base_url: str = Field(default="", description="OpenAI-compatible endpoint of the model")
    model_redacts: str = Field(
        default=",".join(PERSONAL_DATA),
        description="classes of personal data left out of what goes to a model on another machine; none for nothing",
    )
    public_url: str = Field(default="", description="address of the web app as people reach it, for links in Slack")
    chroma_url: str = Field(default="", description="http://… of a Chroma server; empty means the data folder")
    chroma_from_passages: int = Field(
        default=50_000, ge=0, description="so many passages of one company are searched by the data folder's Chroma"
    )
    budget_proposals: int = Field(default=2_000, ge=1, description="acts of proposing, a person and day")
    budget_exports: int = Field(default=300, ge=1, description="files taken out, a person and day")
    budget_tokens: int = Field(default=1_000_000, ge=0, description="tokens of the chat model, a person and day")
    budget_vendor: int = Field(default=500, ge=1, description="vouchers proposed that name one vendor, a day")
    budget_turn_calls: int = Field(default=8, ge=1, description="tools a model may call for one question")
    budget_turn_rows: int = Field(default=20_000, ge=1, description="rows shown to a model for one question")
    budget_turn_seconds: int = Field(default=120, ge=1, description="seconds of tools for one question")
    backup_passphrase: str = Field(default="", description="under which backups hold the keys; empty: they hold none")
    oidc_issuer: str = Field(default="", description="https://… of the company's sign-in (OpenID Connect); empty: none")
    oidc_client_id: str = Field(default="", description="what this installation is called there")
    oidc_client_secret: str = Field(default="", description="the secret it was given there")
    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    slack_api_url: str = "https://slack.com/api/"

    @property
    def model_elsewhere(self) -> str:
        """Host the model's requests go to, or its provider's name; empty where they stay on this machine."""
        provider, _, _ = self.model.partition(":")
        host = urlsplit(self.model_base_url).hostname or ("" if provider == "ollama" else provider or self.model)
        return "" if not self.model or host in LOOPBACK else host

    @property
    def redacted(self) -> tuple[str, ...]:
        """The classes of personal data that are left out."""
        return () if self.model_redacts == "none" else tuple(one.strip() for one in self.model_redacts.split(","))

    @field_validator("model_redacts")
    @classmethod
    def _known_classes(cls, given: str) -> str:
        """Classes apart by commas, or ``none``; nothing at all is a slip, not a wish."""
        unknown = {one.strip() for one in given.split(",")} - set(PERSONAL_DATA)
        if given != "none" and unknown:
            raise ValueError(f"ZHANGFANG_MODEL_REDACTS must be none, or some of {', '.join(PERSONAL_DATA)}")
        return given

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _an_address(cls, given: str, which: ValidationInfo) -> str:
        """``https://host``, without a slash at its end; plain http on this machine only."""
        if not given:
            return ""
        parts = urlsplit(given)
        safe = safe_address(parts)
        if not safe or not parts.hostname or parts.query or parts.fragment or parts.username:
            name = f"ZHANGFANG_{(which.field_name or '').upper()}"
            raise ValueError(f"{name} must be https://host[/path], or http on 127.0.0.1")
        return given.rstrip("/")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process-wide settings."""
    return Settings()
