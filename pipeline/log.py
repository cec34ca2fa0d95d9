"""What a batch tells while it runs: lines on standard error, for people or as JSON for programs."""

import json
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

Format = Literal["text", "json"]
Level = Literal["debug", "info", "warning", "error"]

LEVELS: tuple[Level, ...] = ("debug", "info", "warning", "error")


class Log:
    """Writes events from a level on. JSON: one object a line with `time`, `level`, `event` and the event's own fields."""

    def __init__(self, form: Format = "text", level: Level | None = None, stream: TextIO | None = None) -> None:
        self.form = form
        self.least = LEVELS.index(level or ("info" if form == "json" else "error"))
        self.stream = stream or sys.stderr

    def wants(self, level: Level) -> bool:
        """Whether events of the level are written."""
        return LEVELS.index(level) >= self.least

    def write(self, level: Level, event: str, **fields: object) -> None:
        """Write an event, if its level is wanted."""
        if not self.wants(level):
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        if self.form == "json":
            line = json.dumps({"time": now, "level": level, "event": event, **fields}, ensure_ascii=False)
        else:
            told = (f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
            line = " ".join([now, level.upper(), event, *told])
        self.stream.write(line + "\n")
        self.stream.flush()
