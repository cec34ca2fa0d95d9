"""vnplans formats"""

from dataclasses import asdict

from pipeline.commands.options import JsonOption, LangOption
from pipeline.commands.output import print_json, show, table, value
from pipeline.messages import DEFAULT_LANG


def formats(as_json: JsonOption = False, lang: LangOption = DEFAULT_LANG) -> None:
    """List the formats that can be read here, and what to install for the rest."""
    from pipeline.loaders import formats as known_formats  # noqa: PLC0415 - loads lxml and the like

    found = known_formats()
    if as_json:
        print_json([asdict(f) for f in found])
        return
    rows = (
        (
            f.name,
            " ".join(f.suffixes),
            value(lang, "readable" if f.readable else "unreadable"),
            value(lang, f.missing and f"lost_{f.missing}"),
            f.install,
        )
        for f in found
    )
    show(table(lang, ("format", "suffixes", "readable", "lost", "install"), rows))
