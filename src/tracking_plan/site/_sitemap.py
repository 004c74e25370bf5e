"""sitemap.xml: the addresses of all pages, for search engines and link checkers."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

_ABOUT = "the protocol asks for whole addresses: say where the site will stand with --url"


def sitemap(pages: Iterable[str], url: str) -> str:
    """The map. Without ``url`` addresses are those from the root of the site, and a comment says so."""
    base = url.rstrip("/") + "/" if url else ""
    comment = "" if url else f"<!-- {_ABOUT.replace('--', '- -')} -->\n"
    lines = "".join(f"<url><loc>{escape(base + page)}</loc></url>\n" for page in pages)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{comment}'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )
