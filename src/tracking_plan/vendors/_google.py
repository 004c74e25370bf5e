"""Google's analytics, of which Google Analytics 4 and Firebase share the limits (names are kept apart by web and app) and the export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from ..model.envelope import Envelope
from ..model.event import Event
from ..model.limits import Called, Cap, Limits
from ._google_called import called


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EVENTS_ANYWHERE = _names(
    """
    app_remove app_store_refund app_store_subscription_cancel app_store_subscription_renew error first_open first_visit
    in_app_purchase session_start user_engagement
    """
)
_EVENTS_OF_THE_WEB = _EVENTS_ANYWHERE | _names(
    """
    ad_impression click file_download form_start form_submit page_view scroll view_complete video_progress video_start
    view_search_results
    """
)
_EVENTS_OF_APPS = _EVENTS_ANYWHERE | _names(
    """
    ad_activeview ad_click ad_exposure ad_query ad_reward adunit_exposure app_clear_data app_exception app_install
    app_store_subscription_convert app_update app_upgrade dynamic_link_app_open dynamic_link_app_update
    dynamic_link_first_open firebase_campaign firebase_in_app_message_action firebase_in_app_message_dismiss
    firebase_in_app_message_impression notification_dismiss notification_foreground notification_open
    notification_receive os_update session_start_with_rollout
    """
)
_PREFIXES = ("firebase_", "ga_", "google_", "_")

# `currency` is on Google's list too, but only as a custom dimension: with money it is the parameter to send.
_PARAMETERS = _names(
    """
    cid customer_id customerid dclid gclid session_id sessionid sfmc_id sid srsltid uid user_id userid
    engagement_time_msec session_number
    """
)
_USER_PROPERTIES = _names(
    """
    cid customer_id customerid first_open_after_install first_open_time first_visit_time
    google_allow_ad_personalization_signals last_advertising_id_reset last_deep_link_referrer last_gclid
    lifetime_user_engagement non_personalized_ads session_id session_number sessionid sfmc_id sid uid user_id
    """
)


_Own = tuple[frozenset[str], tuple[str, ...], Cap | None]
"""What differs between web and apps: reserved events, reserved beginnings, how many events."""


def limits(title: str, *, app: bool) -> Limits:
    """What Google states for a tool named ``title``; ``app`` where its sources are apps unless they say otherwise.

    Not enforced, for not being verified: 100 parameters and 500 characters on Analytics 360; 50 event-scoped and 25
    user-scoped dimensions and 50 metrics a property. Not part of a plan: the User-ID (256) and item parameters (27).
    """
    web: _Own = (_EVENTS_OF_THE_WEB, (*_PREFIXES, "query_id"), None)
    apps: _Own = (_EVENTS_OF_APPS, _PREFIXES, Cap(500, "logs no more than {} from an app"))
    on = {"web": _limits(title, *web)}
    if app:
        return _limits(title, *apps, on=on)
    on |= dict.fromkeys(("ios", "android", "mobile"), _limits(title, *apps))
    return _limits(title, _EVENTS_ANYWHERE, _PREFIXES, None, on)


def _event_name(event: Event) -> str:
    return called("events", event.name)


_CALLED = Called(
    event=_event_name,
    property=partial(called, "parameters"),
    trait=partial(called, "user_properties"),
    properties="parameters",
)


def _limits(
    title: str,
    events: frozenset[str],
    prefixes: tuple[str, ...],
    most: Cap | None,
    on: Mapping[str, Limits] | None = None,
) -> Limits:
    return Limits(
        title=title,
        source="support.google.com/analytics, answers 9267744 and 13316687",
        on=on or {},
        called=_CALLED,
        event_name=Cap(40, "drops events with more than {}"),
        event_name_form=re.compile(r"[^\W\d_]\w*"),
        event_name_form_said="takes names that begin with a letter and hold only letters, digits and underscores",
        respelled="forwarded",
        reserved_events=events,
        reserved_event_prefixes=prefixes,
        events=most,
        properties=Cap(25, "keeps no more than {}"),
        property_name=Cap(40, "drops properties with more than {}"),
        reserved_properties=_PARAMETERS,
        reserved_property_prefixes=(*_PREFIXES, "gtag."),
        value=Cap(100, "keeps no more than {}"),
        value_of={"page_title": 300, "page_referrer": 420, "page_location": 1000},
        traits=Cap(25, "keeps no more than {}"),
        trait_name=Cap(24, "drops user properties with more than {}"),
        trait_value=Cap(36, "keeps no more than {}"),
        reserved_traits=_USER_PROPERTIES,
        reserved_trait_prefixes=_PREFIXES,
    )


def export(name: str, platforms: Mapping[str, str], signs: tuple[str, ...]) -> Envelope:
    """The envelope of the export to BigQuery, which both share."""
    return Envelope(
        name=name,
        event=("event_name",),
        properties=("event_params",),
        key_values=True,
        beside=("items",),
        time=("event_timestamp",),
        unit="us",
        user=("user_id", "user_pseudo_id"),
        source=("platform",),
        platforms=platforms,
        system=tuple(
            """
            ga_session_id ga_session_number page_location page_title page_referrer engagement_time_msec
            engaged_session_event session_engaged entrances ignore_referrer debug_event debug_mode batch_ordering_id
            batch_page_id firebase_* ga_dedupe_id
            """.split()
        ),
        signs=(("event_name",), ("event_timestamp",), ("event_params",), signs),
    )
