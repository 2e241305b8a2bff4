"""Slack on loopback: the Web API methods that are used, files behind a bearer, signed deliveries, Socket Mode.

It keeps what was posted, refuses what Slack refuses (``limits``), and checks that every delivery is acknowledged within
three seconds. A fault is kept in ``faults``; the fixture holds that there is none at the end.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import threading
import time
import urllib.parse
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.bots.slack.limits import faults, spoken, view_faults

BOT = "U0BOT"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-emulated", "xapp-emulated", "emulated-signing-secret"
ACK_SECONDS = 3.0
_teams = itertools.count(1)


class SlackEmulator:
    """Start with ``with``; ``request_url`` is where deliveries go over HTTP, empty for Socket Mode."""

    def __init__(self) -> None:
        self.team = f"T{next(_teams):06}"
        self.request_url = ""
        self.messages: dict[str, dict[str, Any]] = {}
        self.whispers: list[dict[str, Any]] = []
        self.views: dict[str, dict[str, Any]] = {}
        self.open_view: dict[str, str] = {}
        self.files: dict[str, tuple[bytes, str]] = {}
        self.calls: list[str] = []
        self.edits: dict[str, int] = defaultdict(int)
        self.faults: list[str] = []
        self.fetched: list[tuple[str, str]] = []
        self.fail: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self._triggers: dict[str, str] = {}
        self._acks: dict[str, dict[str, Any]] = {}
        self._change = threading.Condition()
        self._connection: ServerConnection | None = None

    # life ------------------------------------------------------------------------------------------
    def __enter__(self) -> SlackEmulator:
        emulator = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_arguments: object) -> None:
                pass

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
                method = urllib.parse.urlsplit(self.path).path.removeprefix("/api/")
                answer = emulator.api(
                    method, _parsed(body, self.headers.get("content-type") or ""), _bearer(self.headers)
                )
                self._answer(json.dumps(answer).encode(), "application/json")

            def do_GET(self) -> None:
                name = self.path.rsplit("/", 1)[-1]
                emulator.fetched.append((name, _bearer(self.headers)))
                data, kind = emulator.files[name]
                if _bearer(self.headers) != BOT_TOKEN:
                    data, kind = b"<!DOCTYPE html><html>Sign in to Slack</html>", "text/html; charset=utf-8"
                self._answer(data, kind)

            def _answer(self, data: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._socket = serve(self._accept, "127.0.0.1", 0)
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        threading.Thread(target=self._socket.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._socket.shutdown()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def api_url(self) -> str:
        return f"{self.origin}/api/"

    # the Web API -----------------------------------------------------------------------------------
    def api(self, method: str, given: dict[str, Any], token: str) -> dict[str, Any]:
        """One call, answered as Slack does."""
        with self._change:
            self.calls.append(method)
            self._change.notify_all()
        if method in self.fail:
            return {"ok": False, "error": self.fail.pop(method)}
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if token != wanted:
            return {"ok": False, "error": "invalid_auth"}
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            self.faults.append(f"unknown method {method}")
            return {"ok": False, "error": "unknown_method"}
        answer: dict[str, Any] = handler(given)
        return {"ok": "error" not in answer, **answer}

    def _auth_test(self, _given: dict[str, Any]) -> dict[str, Any]:
        return {
            "team_id": self.team,
            "team": "Lanhai",
            "user_id": BOT,
            "user": "zhangfang",
            "bot_id": "B0BOT",
            "url": "https://x/",
        }

    def _users_info(self, given: dict[str, Any]) -> dict[str, Any]:
        user = given["user"]
        return {
            "user": {"id": user, "team_id": self.team, "name": user.lower(), "real_name": self.names.get(user, user)}
        }

    def _conversations_open(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"channel": {"id": room_of(given["users"])}}

    def _apps_connections_open(self, _given: dict[str, Any]) -> dict[str, Any]:
        return {"url": f"ws://127.0.0.1:{self._socket.socket.getsockname()[1]}/link"}

    def _checked(self, given: dict[str, Any], where: str) -> list[dict[str, Any]]:
        blocks = given.get("blocks") or []
        blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
        found = list(faults(blocks, "message")) if blocks else []
        found += spoken(given.get("text") or "", "text")
        if not given.get("text"):
            found.append("no text beside the blocks")
        if len(given.get("text") or "") > 4000:
            found.append("text too long")
        if given.get("parse") != "none" or given.get("link_names") not in (False, "0", "false"):
            found.append("names would be linked")
        self.faults += [f"{where}: {fault}" for fault in found]
        return blocks

    def _chat_postMessage(self, given: dict[str, Any]) -> dict[str, Any]:
        if any(given.get(name) not in (False, "0", "false") for name in ("unfurl_links", "unfurl_media")):
            self.faults.append("chat.postMessage: would unfurl")
        ts = f"1764038{next(self._numbers):03}.000100"
        blocks = self._checked(given, "chat.postMessage")
        self.messages[ts] = {
            "ts": ts, "channel": given["channel"], "text": given["text"], "blocks": blocks,
            "thread_ts": given.get("thread_ts"),
        }  # fmt: skip
        return {"channel": given["channel"], "ts": ts, "message": {"ts": ts}}

    def _chat_update(self, given: dict[str, Any]) -> dict[str, Any]:
        message = self.messages.get(given["ts"])
        if message is None or message["channel"] != given["channel"]:
            return {"error": "message_not_found"}
        message |= {"text": given["text"], "blocks": self._checked(given, "chat.update")}
        self.edits[given["ts"]] += 1
        return {"channel": given["channel"], "ts": given["ts"]}

    def _chat_postEphemeral(self, given: dict[str, Any]) -> dict[str, Any]:
        self._checked(given, "chat.postEphemeral")
        self.whispers.append({"channel": given["channel"], "user": given["user"], "text": given["text"]})
        return {"message_ts": "1"}

    def _views_open(self, given: dict[str, Any]) -> dict[str, Any]:
        user = self._triggers.pop(given["trigger_id"], None)
        if user is None:
            return {"error": "expired_trigger_id"}
        view_id = f"V{next(self._numbers)}"
        self.open_view[user] = view_id
        return {"view": self._keep_view(view_id, _object(given["view"]))}

    def _views_update(self, given: dict[str, Any]) -> dict[str, Any]:
        view_id = given["view_id"]
        if view_id not in self.views:
            return {"error": "not_found"}
        # the acknowledgement travels on another connection: one that was sent before arrives within moments
        until = time.monotonic() + ACK_SECONDS
        while self.views[view_id].get("submitted") and time.monotonic() < until:
            time.sleep(0.01)
        if self.views[view_id].get("submitted"):
            self.faults.append("views.update before the submit was acknowledged")
        return {"view": self._keep_view(view_id, _object(given["view"]))}

    def _keep_view(self, view_id: str, view: dict[str, Any]) -> dict[str, Any]:
        self.faults += [f"view: {fault}" for fault in view_faults(view)]
        self.views[view_id] = {**view, "id": view_id}
        return self.views[view_id]

    # deliveries ------------------------------------------------------------------------------------
    def event(self, event: dict[str, Any], event_id: str = "", retry: int = 0, team: str = "") -> dict[str, Any]:
        """An event callback; the acknowledgement."""
        body = {
            "token": "x", "team_id": team or self.team, "api_app_id": "A0", "type": "event_callback", "event_time": int(time.time()),
            "event_id": event_id or f"Ev{next(self._numbers):06}", "event": event,
            "authorizations": [{"team_id": team or self.team, "user_id": BOT, "is_bot": True}],
        }  # fmt: skip
        return self._deliver("events_api", body, {"x-slack-retry-num": str(retry)} if retry else {})

    def says(self, user: str, text: str = "", files: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
        """Somebody's direct message to the bot."""
        known = {"event_id", "retry", "team"}
        event: dict[str, Any] = {
            "type": "message", "channel": room_of(user), "channel_type": "im", "user": user, "team": self.team, "text": text,
            "ts": f"{time.time():.6f}",
        }  # fmt: skip
        if files:
            event |= {"subtype": "file_share", "files": [self.file_object(name) for name in files]}
        event |= {name: value for name, value in more.items() if name not in known}
        return self.event(event, **{name: value for name, value in more.items() if name in known})

    def upload(self, name: str, data: bytes, kind: str = "application/pdf") -> str:
        """Put a file on Slack; its id."""
        file_id = f"F{next(self._numbers):05}"
        self.files[file_id] = (data, kind)
        self.names[file_id] = name
        return file_id

    def file_object(self, file_id: str) -> dict[str, Any]:
        """A file as events carry it."""
        data, kind = self.files[file_id]
        return {
            "id": file_id, "name": self.names[file_id], "mimetype": kind, "size": len(data), "mode": "hosted",
            "is_external": False, "url_private": f"{self.origin}/files/{file_id}",
        }  # fmt: skip

    def press(self, user: str, message: dict[str, Any], act: str, team: str = "") -> dict[str, Any]:
        """Press a button of a message, as it stands there now."""
        return self.press_value(user, message, act, button(message, act)["value"], team)

    def press_value(self, user: str, message: dict[str, Any], act: str, value: str, team: str = "") -> dict[str, Any]:
        """Press a button with a value of one's own."""
        trigger = f"trigger.{next(self._numbers)}"
        self._triggers[trigger] = user
        body = {
            "type": "block_actions", "team": {"id": team or self.team}, "user": {"id": user, "team_id": team or self.team}, "api_app_id": "A0",
            "trigger_id": trigger, "channel": {"id": message["channel"]},
            "container": {
                "type": "message", "message_ts": message["ts"], "channel_id": message["channel"],
                **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
            },
            "actions": [{"type": "button", "action_id": f"zf.{act}", "block_id": "b", "value": value, "action_ts": "1"}],
        }  # fmt: skip
        return self._deliver("interactive", body, {})

    def submit(self, user: str, words: str = "", view: dict[str, Any] | None = None) -> dict[str, Any]:
        """Submit the modal that somebody has open."""
        shown = view or self.view_of(user)
        assert "submit" in shown, shown
        kept = self.views[shown["id"]]
        kept["submitted"] = True
        state = {"values": {"words": {"words": {"type": "plain_text_input", "value": words}}} if words else {}}
        body = {
            "type": "view_submission", "team": {"id": self.team}, "user": {"id": user, "team_id": self.team}, "api_app_id": "A0",
            "view": {**shown, "state": state}, "trigger_id": f"trigger.{next(self._numbers)}",
        }  # fmt: skip
        answer = self._deliver("interactive", body, {})
        if answer["body"].get("response_action") == "update":
            self._keep_view(shown["id"], answer["body"]["view"])
        kept["submitted"] = False
        return answer

    def _deliver(self, kind: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        begun = time.monotonic()
        answer = self._by_socket(kind, body, headers) if not self.request_url else self._by_http(kind, body, headers)
        if answer["status"] != 200:
            self.faults.append(f"{kind} answered {answer['status']}")
        if time.monotonic() - begun > ACK_SECONDS:
            self.faults.append(f"{kind} acknowledged after {time.monotonic() - begun:.1f} s")
        return answer

    def _by_http(self, kind: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        form = kind == "interactive"
        content = urllib.parse.urlencode({"payload": json.dumps(body)}) if form else json.dumps(body)
        media = "application/x-www-form-urlencoded" if form else "application/json"
        return self.send_raw(content, {"content-type": media, **headers, **signed(content)})

    def send_raw(self, content: str, headers: dict[str, str]) -> dict[str, Any]:
        """A request with headers of one's own."""
        found = httpx.post(self.request_url, content=content.encode(), headers=headers, timeout=30, trust_env=False)
        is_json = found.headers.get("content-type", "").startswith("application/json")
        return {"status": found.status_code, "body": found.json() if is_json and found.content else {}}

    # Socket Mode -----------------------------------------------------------------------------------
    def _accept(self, connection: ServerConnection) -> None:
        with self._change:
            self._connection = connection
            self._change.notify_all()
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        try:
            for raw in connection:
                found = json.loads(raw)
                with self._change:
                    self._acks[found["envelope_id"]] = found.get("payload") or {}
                    self._change.notify_all()
        except ConnectionClosed:
            pass

    def connected(self) -> bool:
        """Wait until the app has connected."""
        with self._change:
            return self._change.wait_for(lambda: self._connection is not None, 20)

    def _by_socket(self, kind: str, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        envelope = f"E{next(self._numbers)}"
        retry = int(headers.get("x-slack-retry-num", 0))
        assert self._connection is not None
        self._connection.send(
            json.dumps({"envelope_id": envelope, "type": kind, "payload": body, "accepts_response_payload": True,
                        "retry_attempt": retry})
        )  # fmt: skip
        with self._change:
            arrived = self._change.wait_for(lambda: envelope in self._acks, 20)
        return {"status": 200 if arrived else 0, "body": self._acks.get(envelope, {})}

    # looking ---------------------------------------------------------------------------------------
    def room(self, user: str) -> list[dict[str, Any]]:
        """Messages in somebody's direct messages, oldest first."""
        return [one for one in self.messages.values() if one["channel"] == room_of(user)]

    def card(self, user: str, containing: str = "") -> dict[str, Any]:
        """The last message in somebody's room with some words in it."""
        return [one for one in self.room(user) if containing in shown(one)][-1]

    def view_of(self, user: str) -> dict[str, Any]:
        """The modal somebody has open."""
        return self.views[self.open_view[user]]


def room_of(user: str) -> str:
    return "D" + user.removeprefix("U")


def signed(content: str, at: int | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers Slack signs with (docs.slack.dev, "Verifying requests from Slack")."""
    stamp = str(int(time.time()) if at is None else at)
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{content}".encode(), hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}


def buttons(thing: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Buttons of a message or modal by act."""
    rows = [block["elements"] for block in thing["blocks"] if block["type"] == "actions"]
    return {one["action_id"].removeprefix("zf."): one for row in rows for one in row}


def button(thing: dict[str, Any], act: str) -> dict[str, Any]:
    found = buttons(thing)
    assert act in found, (act, sorted(found), shown(thing))
    return found[act]


def shown(thing: dict[str, Any]) -> str:
    """Every word of a message or modal."""
    return json.dumps([thing.get("text"), thing.get("title"), thing.get("blocks")], ensure_ascii=False)


def _bearer(headers: Any) -> str:
    return str(headers.get("authorization") or "").removeprefix("Bearer ")


def _object(found: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return made


def _parsed(body: str, media: str) -> dict[str, Any]:
    if media.startswith("application/json"):
        return _object(body) if body else {}
    return dict(urllib.parse.parse_qsl(body))
