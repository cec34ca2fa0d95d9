"""vnplans failures"""

from pipeline.commands.options import DEFAULT_STORE, LangOption, StoreOption
from pipeline.commands.output import show, table, value
from pipeline.messages import DEFAULT_LANG, Lang, message
from pipeline.store import Store
from schemas.tables import Failure


def failures(store: StoreOption = DEFAULT_STORE, lang: LangOption = DEFAULT_LANG) -> None:
    """List the files that gave no record."""
    with Store(store, read_only=True) as opened:
        found = opened.failures()
    if not found:
        show(message(lang, "failures.none"))
        return
    rows = ((f.path, f"{f.reason}\n{_circumstances(f, lang)}") for f in found)
    show(table(lang, ("path", "reason"), rows, message(lang, "failures.title", n=len(found))))


def _circumstances(failure: Failure, lang: Lang) -> str:
    """At which stage, how often and when: `mở tệp · 2 lần · 2025-06-30 09:15 UTC`."""
    when = failure.time[:16].replace("T", " ")
    return message(lang, "failures.circumstances", stage=value(lang, failure.stage), attempts=failure.attempts, time=when)
