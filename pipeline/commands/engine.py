"""Options about who reads: this machine, or a cluster."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.errors import AddressWithoutEngine, MissingExtra

if TYPE_CHECKING:
    from pipeline.engines.pool import Engine
    from pipeline.options import Options

EngineOption = Annotated[Literal["local", "ray"], typer.Option("--engine")]
AddressOption = Annotated[str | None, typer.Option("--address", metavar="HOST:PORT")]
SharedOption = Annotated[Path | None, typer.Option("--shared", metavar="DIR")]


def check_engine(engine: str, address: str | None, shared: Path | None) -> None:
    """Raise AddressWithoutEngine or MissingExtra, before anything is opened."""
    for option, value in (("--address", address), ("--shared", shared)):
        if engine == "local" and value is not None:
            raise AddressWithoutEngine(option=option)
    if engine == "ray" and find_spec("ray") is None:
        raise MissingExtra(extra="ray")


def engine_of(
    engine: str, address: str | None, shared: Path, store: Path, jobs: int | None, options: Options, force: bool
) -> Engine | None:
    """The engine of these options; None for the processes of this machine."""
    if engine == "local":
        return None
    from pipeline.engines.folder import SharedFolder  # noqa: PLC0415 - these bring libraries, which other commands need not wait for
    from pipeline.engines.ray_cluster import RayExecutor  # noqa: PLC0415
    from pipeline.engines.shards import Shards  # noqa: PLC0415

    return Shards(RayExecutor(address, jobs), SharedFolder(shared, store), options, forced=force)
