"""vnplans failures"""

from __future__ import annotations

import json

from pipeline.commands.options import DEFAULT_STORE, JsonOption, LangOption, StoreOption
from pipeline.commands.output import print_json, printable, show, table, value
from pipeline.messages import DEFAULT_LANG, Lang, message, reason
from pipeline.store import Store
from schemas.tables import Failure


def failures(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False, lang: LangOption = DEFAULT_LANG) -> None:
    """List the files that gave no record."""
    with Store(store, read_only=True) as opened:
        found = opened.failures()
    if as_json:
        print_json([failure.model_dump() for failure in found])
        return
    if not found:
        show(message(lang, "failures.none"))
        return
    rows = ((printable(f.path), f"{printable(told(f, lang))}\n{_circumstances(f, lang)}") for f in found)
    show(table(lang, ("path", "reason"), rows, message(lang, "failures.title", n=len(found))))


def told(failure: Failure, lang: Lang) -> str:
    """Why a file gave no record, in a language; in English where the program does not know the code (any more)."""
    try:
        return reason(lang, failure.code, json.loads(failure.details))
    except (KeyError, ValueError):
        return failure.reason


def _circumstances(failure: Failure, lang: Lang) -> str:
    """At which stage, how often and when: `mở tệp · 2 lần · 2025-06-30 09:15 UTC`."""
    when = failure.time[:16].replace("T", " ")
    return message(lang, "failures.circumstances", stage=value(lang, failure.stage), attempts=failure.attempts, time=when)
