"""Opens the shipped spaCy pipelines, once a process.

Two settings make them two to three times as fast on a laptop: matrix products go to the BLAS that numpy brings (spaCy's own
default is slower on these small models), and one BLAS thread for each process, for which the environment must say
`OPENBLAS_NUM_THREADS=1` before numpy is imported. Several processes then fill several cores.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from testigo.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent / "pipelines"
LANGUAGES = ("en", "es")


@cache
def load_pipeline(language: str) -> Language:
    """The pipeline of `en` or `es`: sentences (by the parser), tags, lemmas, dependencies, names.

    Give it a paragraph at a time: it was trained on runs of one to ten sentences, and a headline must not run into the body.
    The same object is returned on every call in a process. Never touches the network.

    Raises:
        SettingsError: for another language, or where the weights are missing or broken.
    """
    if language not in LANGUAGES:
        msg = f"no pipeline for language {language!r}: testigo reads {', '.join(LANGUAGES)}"
        raise SettingsError(msg)
    return open_pipeline(FOLDER / language)


def open_pipeline(folder: Path) -> Language:
    """The pipeline stored in a folder, on fast matrix products.

    Raises:
        SettingsError: where the folder holds no pipeline that this version of spaCy can open.
    """
    if not (folder / "config.cfg").is_file():
        msg = (
            f"the language pipeline {folder} is missing: reinstall testigo, or rebuild it with "
            f"`python training/train.py {folder.name} --corpora DIR` (training/README.md)"
        )
        raise SettingsError(msg)
    import spacy  # noqa: PLC0415  takes half a second: only who parses pays
    from thinc.api import NumpyOps, get_current_ops, set_current_ops  # noqa: PLC0415

    from testigo.language import lemmas  # noqa: PLC0415  registers the lemmatizer's factory

    if isinstance(get_current_ops(), NumpyOps):
        set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError) as error:
        msg = (
            f"the language pipeline {folder} cannot be opened by spaCy {version('spacy')} ({type(error).__name__}: {error}); "
            "it needs spaCy 3.8: reinstall testigo and its requirements"
        )
        raise SettingsError(msg) from error
    if lemmas.FACTORY not in {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}:
        msg = f"the language pipeline {folder} has no {lemmas.FACTORY}: rebuild it with training/train.py"
        raise SettingsError(msg)
    if nlp.lang == "es":
        _part_dashes(nlp)
    return nlp


def _part_dashes(nlp: Language) -> None:
    """Spanish presses set insertions off with dashes that touch the words («-entre ellos cuatro menores-»); each is a token, as in the treebanks."""
    from spacy.util import compile_prefix_regex, compile_suffix_regex  # noqa: PLC0415

    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex(
        [*(nlp.Defaults.prefixes or ()), r"[-–—](?=[^\W\d_])"]
    ).search
    tokenizer.suffix_search = compile_suffix_regex(
        [*(nlp.Defaults.suffixes or ()), r"(?<=[^\W\d_])[-–—]"]
    ).search
