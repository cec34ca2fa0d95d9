"""Ray runs the tasks: a cluster that is there already, or one of this machine alone that lives as long as the batch.

Only Ray core is used (tasks, no data sets): a task lost is told of as lost, and nothing is retried behind our back.
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pipeline.engines.shards import Lost
from pipeline.engines.work import Refused, Terms, Work, inspect, run_shard
from pipeline.errors import ClusterSilent
from pipeline.scratch import Scratch, sweep

_CONNECT = 5.0
_SILENT = 3
"""Times, some seconds apart, that the head of a cluster may not answer in a row."""

_JOIN = 60.0
"""Seconds for a cluster to take this process in."""

_INSPECT = 120.0
"""Seconds for a machine to start a process and look at the shared folder."""

_STORE = 80 << 20
"""Bytes for Ray's own store of objects, the least it takes: what is read goes through files."""

_LONGEST_SOCKET = 107
"""Letters of a socket's path; Ray's own part of it has about 75."""

# Nobody is told of the use, a task sees no other devices than without Ray, and a worker keeps the environment of its machine.
_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0", "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}

# Ray listens on the loopback only where it thinks that clusters are not supported. The token of this run stays in memory.
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token", "RAY_enable_metrics_collection": "0"}

_QUIET = {"include_dashboard": False, "log_to_driver": False, "configure_logging": False}

# In a process of its own, since Ray ends the process, or waits for ever, where a cluster answers and is none that it knows.
_TRY = "import sys, ray; ray.init(address=sys.argv[1], log_to_driver=False, configure_logging=False); print('joined')"


class RayExecutor:
    """Tasks of Ray. `address` is `HOST:PORT` of a cluster's head or `auto`, None for a Ray of this machine; `most` tasks run at once."""

    def __init__(self, address: str | None, most: int | None) -> None:
        self.address, self.most = address, most
        self.temporary: Scratch | None = None
        self._ray: Any = None
        self._terms: Any = None
        self._task: Any = None
        self._head: tuple[str, int] | None = None
        self._there = 0
        self._asked = -_CONNECT
        self._silent = 0
        self._interrupted = False
        self._former: Any = None  # what Ctrl-C did before

    # As pipeline.engines.shards.Executor

    def open(self, terms: Terms, sample: Sequence[tuple[str, int]]) -> list[Refused]:
        """Raises ClusterSilent where no cluster takes this process in, in a bounded time."""
        os.environ.update(_ENVIRONMENT)
        if self.address is None:
            os.environ.update(_ALONE, RAY_AUTH_TOKEN=secrets.token_hex(32))
        else:
            _try(self.address)
        import ray  # noqa: PLC0415 - reads the environment at its import

        self._ray = ray
        if threading.current_thread() is threading.main_thread():
            self._former = signal.signal(signal.SIGINT, self._interrupt)
        try:
            if self.address is None:
                ray.init(address="local", num_cpus=self.most or os.cpu_count(), object_store_memory=_STORE, **self._place(), **_QUIET)
            else:
                ray.init(address=self.address, log_to_driver=False, configure_logging=False)
        except Exception as error:  # of many kinds, and none of them says which
            raise ClusterSilent(address=self.address or "local", detail=_last_line(str(error))) from error
        self._head = _place_of(str(ray.get_runtime_context().gcs_address))
        self._terms = ray.put(terms)
        self._task = ray.remote(max_retries=0, num_cpus=1, scheduling_strategy="SPREAD")(run_shard)
        return self._inspected(sample)

    def close(self) -> None:
        """Tasks of a process that goes are stopped by Ray."""
        if self._former is not None:
            signal.signal(signal.SIGINT, self._former)
            self._former = None
        if self._ray is not None and self._silent <= _SILENT:  # else it would wait for the head, and end this process
            self._ray.shutdown()
        if self.temporary is not None:
            self.temporary.close()
        sweep()  # Ray kills its processes with all that they have started: none of them can clear up

    def slots(self) -> int:
        """Processors of the cluster, as of some seconds ago. Raises ClusterSilent where the head is gone."""
        self._ask_head()
        return min(self._there, self.most) if self.most else self._there

    def start(self, work: Work) -> object:
        """One task on one processor, on the machine with the least work."""
        handle: object = self._task.remote(self._terms, work)
        return handle

    def finished(self, handles: Sequence[object], seconds: float) -> list[tuple[object, Refused | Lost | None]]:
        """Waits for the first one, and takes those that have ended with it."""
        with self._talking():
            self._ray.wait(list(handles), num_returns=1, timeout=seconds)
            ready, _ = self._ray.wait(list(handles), num_returns=len(handles), timeout=0)
        if self._interrupted:
            raise KeyboardInterrupt
        return [(handle, self._result(handle)) for handle in ready]

    def stop(self, handle: object) -> None:
        """Kill the process of a task."""
        self._ray.cancel(handle, force=True)

    # Inside

    def _interrupt(self, number: int, frame: object) -> None:
        """Ctrl-C: an exception raised inside a callback of Ray is dropped there, so the next look at the tasks raises it again."""
        self._interrupted = True
        raise KeyboardInterrupt

    def _ask_head(self) -> None:
        """Ask for the processors now and then, and notice that the head is gone before Ray does: a question to one that is gone does not
        come back, and Ray ends this process after a minute without a word of what to do.
        """
        if self._head is None or time.monotonic() - self._asked < _CONNECT:
            return
        try:
            socket.create_connection(self._head, _CONNECT).close()
            with self._talking():
                self._there = int(self._ray.cluster_resources().get("CPU", 0))
            self._silent = 0
        except OSError as error:
            self._silent += 1
            if self._silent > _SILENT:
                raise ClusterSilent(address=":".join(map(str, self._head)), detail=error) from error
        self._asked = time.monotonic()

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """An error of the cluster as a whole, in words."""
        try:
            yield
        except (self._ray.exceptions.RayError, ConnectionError, RuntimeError) as error:
            raise ClusterSilent(address=self.address or "local", detail=_last_line(str(error))) from error

    def _place(self) -> dict[str, object]:
        """A folder for Ray's logs and sockets that goes with the batch."""
        self.temporary = Scratch()
        if len(str(self.temporary.path)) + 75 > _LONGEST_SOCKET:
            self.temporary.close()
            self.temporary = None
            return {}
        return {"_temp_dir": str(self.temporary.path)}

    def _inspected(self, sample: Sequence[tuple[str, int]]) -> list[Refused]:
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy  # noqa: PLC0415 - see open

        look = self._ray.remote(max_retries=0, num_cpus=0)(inspect)
        asked = {}
        for one in self._ray.nodes():
            if one["Alive"] and one["Resources"].get("CPU"):
                there = NodeAffinitySchedulingStrategy(one["NodeID"], soft=False)
                asked[look.options(scheduling_strategy=there).remote(self._terms, list(sample))] = one["NodeManagerHostname"]
        self._ray.wait(list(asked), num_returns=len(asked), timeout=_INSPECT) if asked else None
        return [refused for handle, name in asked.items() if (refused := self._looked(handle, name)) is not None]

    def _looked(self, handle: object, name: str) -> Refused | None:
        try:
            refused: Refused | None = self._ray.get(handle, timeout=0.1)
        except self._ray.exceptions.GetTimeoutError:
            return Refused("node_failed", {"node": name, "detail": f"> {_INSPECT:.0f} s"})
        except self._ray.exceptions.RayError as error:  # the package is not installed there, say
            return Refused("node_failed", {"node": name, "detail": _last_line(str(error))})
        return refused

    def _result(self, handle: object) -> Refused | Lost | None:
        errors = self._ray.exceptions
        try:
            refused: Refused | None = self._ray.get(handle)
        except (errors.WorkerCrashedError, errors.OutOfMemoryError, errors.TaskCancelledError):
            return Lost()
        except errors.RayTaskError as error:
            return Lost(detail=_last_line(str(error)))
        except errors.RayError:
            return Lost(machine=True)
        return refused


def _try(address: str) -> None:
    """Raise ClusterSilent where there is no cluster at the address, or none that this process may join."""
    if address != "auto":
        try:
            socket.create_connection(_place_of(address), _CONNECT).close()
        except (OSError, ValueError, OverflowError) as error:
            raise ClusterSilent(address=address, detail=error) from error
    began = time.monotonic()
    try:
        done = subprocess.run([sys.executable, "-c", _TRY, address], capture_output=True, text=True, timeout=_JOIN, check=False)
    except subprocess.TimeoutExpired as error:
        raise ClusterSilent(address=address, detail=f"> {time.monotonic() - began:.0f} s") from error
    if done.returncode or "joined" not in done.stdout:
        raise ClusterSilent(address=address, detail=_last_line(done.stderr) or f"exit code {done.returncode}")


def _place_of(address: str) -> tuple[str, int]:
    """Host and port. Raises ValueError."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
