"""Spreadsheets: the plan as tables that people edit in Excel, Google Sheets or a text editor, and what they edited, back.

`plan export table --out plan.xlsx` (or plan.csv, plan.md, or a folder of CSV files) and
`plan import table plan.xlsx --base plans`. With `--out plans` in place of `--base`, a tracking plan that a team keeps in a
spreadsheet of its own becomes a new plan.
"""

TITLE = "Spreadsheets (CSV, XLSX, Markdown)"
