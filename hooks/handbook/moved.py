"""Pages at the addresses that renamed records had before; each leads on to the present one."""

from html import escape

from handbook import model
from handbook.library import Library

# The meta element sends a reader on without a script; at once, so that "back" still works.
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{address}">
<title>Moved: {title}</title>
</head>
<body><p>This page has moved to <a href="{address}">{title}</a>.</p></body>
</html>
"""


def moved(library: Library) -> dict[str, str]:
    """The pages of all old ids: their paths below the site, and their HTML."""
    return {
        f"{record.FOLDER}/{old}/index.html": PAGE.format(
            address=f"../{record.id}/", title=escape(record.title)
        )
        for record in library.entries()
        if isinstance(record, model.Record)
        for old in record.formerly
    }
