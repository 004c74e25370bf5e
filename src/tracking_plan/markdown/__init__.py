"""The data dictionary as Markdown: a folder that MkDocs and Docusaurus take as it is, and tables in pages that people write.

_text.py        text of a plan as Markdown in which it stays text, for every reader: Python-Markdown, GFM and MDX
_tables.py      tables of events, properties, owners …
_pages.py       which pages the folder has, and what stands in each; _event.py, _property.py theirs
_links.py       where each page is
_markers.py     `<!-- plan:events category=billing -->`: what a marker may say
refreshing.py   the tables between such markers made anew
"""

from ._pages import pages

__all__ = ["pages"]
