"""Avo: designs tracking plans, checks what is sent against them, and generates code for them."""

from __future__ import annotations

TITLE = "Avo"
