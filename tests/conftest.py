"""What several test files use: the shared data outside the repository."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("VNPLANS_SHARED") or Path(__file__).resolve().parents[2] / "shared")


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """A file or folder of the shared data (VNPLANS_SHARED, else ../shared beside the repository), by its name there.

    Without it the test fails in CI, and is skipped elsewhere.
    """

    def find(name: str) -> Path:
        if not (SHARED / name).exists():
            message = f"no {name} in {SHARED}; set VNPLANS_SHARED"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        return SHARED / name

    return find
