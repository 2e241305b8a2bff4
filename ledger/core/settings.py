"""What a machine decides: read once from the environment, the same for every process of an installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    model: str = Field(default="", description="chat model for init_chat_model; empty means the offline planner")
    model_base_url: str = Field(default="", description="OpenAI-compatible endpoint of the model")
    public_url: str = Field(default="", description="address of the web app as people reach it, for links in Slack")
    chroma_url: str = Field(default="", description="http://… of a Chroma server; empty means the data folder")
    chroma_from_passages: int = Field(
        default=50_000, ge=0, description="so many passages of one company are searched by the data folder's Chroma"
    )
    oidc_issuer: str = Field(default="", description="https://… of the company's sign-in (OpenID Connect); empty: none")
    oidc_client_id: str = Field(default="", description="what this installation is called there")
    oidc_client_secret: str = Field(default="", description="the secret it was given there")
    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    slack_api_url: str = "https://slack.com/api/"

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _an_address(cls, given: str, which: ValidationInfo) -> str:
        """``https://host``, without a slash at its end; plain http on this machine only."""
        if not given:
            return ""
        parts = urlsplit(given)
        safe = parts.scheme == "https" or (
            parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
        )
        if not safe or not parts.hostname or parts.query or parts.fragment or parts.username:
            name = f"ZHANGFANG_{(which.field_name or '').upper()}"
            raise ValueError(f"{name} must be https://host[/path], or http on 127.0.0.1")
        return given.rstrip("/")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process-wide settings."""
    return Settings()
