"""Firebase's export to BigQuery, which has Google Analytics 4's columns, of apps."""

from __future__ import annotations

from .._google import export

ENVELOPES = (
    export("firebase", {"IOS": "ios", "ANDROID": "android", "WEB": "web"}, ("app_info.firebase_app_id",)),
)  # fmt: skip
