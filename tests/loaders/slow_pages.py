"""A reading for the workers of the tests: as many pages as the file says, two seconds each, with a sign of life before each."""

import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.loaders import Options
from pipeline.loaders.load import load
from pipeline.loaders.pulse import alive
from pipeline.processes import Begun


def read_slowly(name: str, options: Options) -> Iterator[object]:
    yield Begun(name, name)
    text = Path(name).read_text()
    if text == "hang":
        time.sleep(600)
    for _ in range(int(text)):
        alive()
        time.sleep(2)
    yield load(name, options)
