"""Where work is done: in processes of this machine, or on a cluster of others; both are `concurrent.futures.Executor`.

A process that dies loses what it had; whoever submits the work sees an error in
the place of its result, and may submit it again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.linting import budget
from ofsted_lint.linting.workers import FORKS
from ofsted_lint.version import __version__

T = TypeVar("T")
_MISSING = "--executor dask needs an extra: pip install 'ofsted-lint[cluster]'"
_KINDS = ("dask",)
GO_ON = "what is done is kept, and the same command goes on from there"
# How long a cluster may take to answer, in seconds.
_PATIENCE = 15


class Pool(Protocol):
    """Where work is done: it takes a function with its argument, and has `width` processes."""

    @property
    def width(self) -> int: ...

    def submit(self, work: Callable[[Any], T], argument: object) -> Future[T]: ...

    def alive(self) -> bool: ...

    def close(self) -> None: ...


class Processes:
    """At most `width` processes of this machine, which are started anew after one of them has died."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._executor: Executor | None = None

    def submit(self, work: Callable[[Any], T], argument: object) -> Future[T]:
        """Have work done."""
        try:
            return self._running().submit(work, argument)
        except BrokenExecutor:
            self.close()
            return self._running().submit(work, argument)

    def _running(self) -> Executor:
        if self._executor is None:
            context = multiprocessing.get_context("fork" if FORKS else "spawn")
            self._executor = ProcessPoolExecutor(self.width, context, _begin)
        return self._executor

    def alive(self) -> bool:
        """Return True: processes are started when they are needed."""
        return True

    def close(self) -> None:
        """End the processes."""
        executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Prepare a process: whoever started the run ends it, by Ctrl-C or otherwise."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    budget.enforce()
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    """End this process when its parent has ended, which may not have had the time to say so."""
    wait([sentinel])
    os._exit(1)


class Cluster:
    """The workers of a cluster of dask, which look for lost work by themselves."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)

    @property
    def width(self) -> int:
        """The number of workers now; there may be more later."""
        return max(len(self._client.nthreads()), 1)

    def submit(self, work: Callable[[Any], T], argument: object) -> Future[T]:
        """Have work done."""
        try:
            return self._executor.submit(work, argument)
        except Exception as error:  # the library raises many kinds
            raise ConfigError("--executor", f"the cluster was lost ({_line(error)}); {GO_ON}") from None

    def alive(self) -> bool:
        """Return whether there is a worker; `ConfigError` if the scheduler does not answer."""
        try:
            return bool(self._client.nthreads())
        except Exception as error:  # the library raises many kinds
            raise ConfigError("--executor", f"the cluster was lost ({_line(error)}); {GO_ON}") from None

    def close(self) -> None:
        """Leave the cluster, without waiting for what was not done."""
        self._executor.shutdown(wait=False)
        self._client.close()


def pool(name: str | None, jobs: int) -> Pool:
    """Return the pool that an option names, such as `dask=tcp://host:8786`; without it, processes of this machine."""
    if name is None:
        return Processes(jobs)
    kind, _, address = name.partition("=")
    known("executor", kind, _KINDS)
    if not address:
        raise ConfigError(
            "command line", "--executor dask needs the address of a scheduler: --executor dask=tcp://HOST:8786"
        )
    return Cluster(_client(address))


def _client(address: str) -> Any:
    """Return a client of a cluster whose workers have this version of the program."""
    try:
        import distributed
    except ImportError:
        raise ConfigError("command line", _MISSING) from None
    try:
        client: Any = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        versions = client.run(version)
    except (OSError, ValueError, TypeError) as error:
        raise ConfigError("--executor", f"{address}: there is no scheduler of dask ({_line(error)})") from None
    except Exception as error:  # a worker without the program sends any error that it met
        raise ConfigError("--executor", f"a worker cannot run ofsted-lint ({_line(error)}); install it there") from None
    if not versions:
        client.close()
        raise ConfigError("--executor", f"{address}: no worker is connected to this scheduler; start some")
    for worker, found in versions.items():
        if found != __version__:
            client.close()
            wrong = f"the worker {worker} has ofsted-lint {found}, and this is {__version__}; install one version"
            raise ConfigError("--executor", wrong)
    return client


def version() -> str:
    """Return the version of the program in the process that runs this."""
    return __version__


def _line(error: BaseException) -> str:
    return str(error).split("\n")[0][:200] or type(error).__name__
