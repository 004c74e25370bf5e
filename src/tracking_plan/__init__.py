"""Tracking plans as code: reads, judges and explains which analytics events a product sends."""

__version__ = "0.1.0"
