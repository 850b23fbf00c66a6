"""Logs as one JSON object a line, without anything that names a person: no bodies, no query strings, no arguments."""

import json
import logging
import traceback
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Time, level, logger, the message's fixed text, request id, and where an exception rose (never its values)."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.msg if record.args else record.getMessage(),
        }
        for key in ("request_id", "status_code", "method", "route", "milliseconds"):
            if hasattr(record, key):
                line[key] = getattr(record, key)
        if record.exc_info and record.exc_info[1]:
            kind, _value, trace = record.exc_info
            line["exception"] = kind.__name__ if kind else ""
            line["frames"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)[-8:]]
        return json.dumps(line, ensure_ascii=False, default=str)
