"""Parts of a page of which a script shows the one that a reader chooses; without it all stand."""

import json
from collections.abc import Mapping
from html import escape


def chooser(name: str, label: str, choices: Mapping[str, str], default: str, none: str = "") -> str:
    """The place where a script puts a choice; nothing when there is nothing to choose from.

    The first choice stands in for a default that is not among them; `none` is what the script
    says when nothing is left to show.
    """
    if not choices:
        return ""
    usual = default if default in choices else next(iter(choices))
    data = {"name": name, "label": label, "choices": json.dumps(choices), "default": usual}
    data |= {"none": none} if none else {}
    attributes = " ".join(f'data-{key}="{escape(value)}"' for key, value in data.items())
    return f'<div class="hb-chooser" {attributes}></div>'


def panel(name: str, value: str, *parts: str) -> str:
    """A section that is shown when its value of `name` is chosen."""
    text = "\n\n".join(part for part in parts if part)
    return f'<section data-{name}="{escape(value)}" markdown="1">\n\n{text}\n\n</section>'
