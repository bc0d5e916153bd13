"""How much memory processes take, as Linux tells it; mapped pages are included."""

from __future__ import annotations

import resource
from pathlib import Path


def resident_bytes() -> int:
    """Memory of this process now."""
    return _status("VmRSS")


def peak_bytes() -> int:
    """The most memory that this program ever had; what started it does not count, as it does in `ru_maxrss`."""
    return _status("VmHWM")


def workers_peak_bytes() -> int:
    """The most memory that one of the ended processes of this one ever had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def _status(name: str) -> int:
    with Path("/proc/self/status").open(encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(f"{name}:")) * 1024
