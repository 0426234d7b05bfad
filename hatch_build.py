"""The package's build compiles the gazetteer before anything is packed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface[Any]):
    """Runs build_gazetteer.py where the gazetteer is not there yet, or is older than what it is made by."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the gazetteer for wheels and editable installs; a source archive carries none."""
        del version, build_data
        if self.target_name == "sdist":
            return
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("build_gazetteer", root / "build_gazetteer.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(root / "build_gazetteer.py")
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        made = script.TARGET
        makers = [root / "build_gazetteer.py", *(script.RESOLVING / "tables").glob("*.tsv")]
        makers += [script.RESOLVING / "names.py", script.RESOLVING / "gazetteer_build.py"]
        if not made.exists() or made.stat().st_mtime < max(m.stat().st_mtime for m in makers):
            self.app.display_info("compiling the gazetteer (about a minute)")
            script.build(made)
