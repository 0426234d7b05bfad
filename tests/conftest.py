"""Settings of the whole suite: in CI hypothesis tries the same examples each time, so that a red run is a change's own fault."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("steady")
