"""The zygote of a process: started when the first file comes, started again when it is gone."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]


class Rewriter:
    """Hands files to the zygote, one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, source: Path, target: Path, kind: str) -> dict[str, object]:
        """What the child said: the new file's properties, or `refused` with the reason's code."""
        line = json.dumps({"source": str(source), "target": str(target), "kind": kind})
        with self._lock:
            for _attempt in range(2):
                said = self._ask(line)
                if said:
                    return dict(json.loads(said))
        return {"refused": "broken"}

    def _ask(self, line: str) -> str:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise AssertionError("started with both pipes")
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return process.stdout.readline()
        except BrokenPipeError:
            return ""

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "khidmat.files.zygote"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd="/",
                env={"PYTHONPATH": str(SOURCE), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            )
        return self._process


rewriter = Rewriter()
