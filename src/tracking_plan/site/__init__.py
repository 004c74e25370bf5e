"""The data dictionary as a static site: HTML that works from a folder, with no server, no build step and no request outside.

    _pages.py       which pages there are, and what each is given
    _links.py       where a thing's page is
    _index.py       what search and the table of events read; search.json, plan.json
    _graph.py       events and questions as SVG
    _markdown.py    descriptions; _template.py Jinja2 that escapes
    templates/      HTML; assets/ the style sheet, and scripts that make it nicer and that it does without

`render` gives every file as text; who calls it writes them. The same dictionary gives the same bytes.
"""

from ._pages import Options, Site

__all__ = ["Options", "Site"]
