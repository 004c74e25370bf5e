"""Made-up people at made-up devices, so many of each platform, who come and go in sessions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import TypeVar

import msgspec

from ..vendors._device import Device
from . import likely

T = TypeVar("T")

_SESSION = 1_800_000
"""A session lasts up to half an hour, in milliseconds."""
_MOST_AT_ONCE = 50
_EVENTS_OF_A_SESSION = 8
_KEPT = 10_000

_PEOPLE = 400
_SIGNED_IN = 0.7
_DESKTOPS = (
    ("macOS", "14.5", "Macintosh; Intel Mac OS X 10_15_7", "Chrome"),
    ("Windows", "11", "Windows NT 10.0; Win64; x64", "Chrome"),
    ("Windows", "11", "Windows NT 10.0; Win64; x64", "Edge"),
    ("Linux", "6.8", "X11; Linux x86_64", "Chrome"),
)
_PHONES = {
    "ios": (("iOS", "18.1", "iPhone16,1"), ("iOS", "17.6", "iPhone14,5"), ("iOS", "18.0", "iPad14,3")),
    "android": (("Android", "15", "Pixel 9"), ("Android", "14", "Pixel 7a"), ("Android", "13", "Nokia G60")),
}
_SMALL, _LARGE = ((390, 844), (412, 915), (360, 800)), ((1440, 900), (1920, 1080), (2560, 1440))
_PLACES = (
    ("en-US", "America/New_York"),
    ("en-GB", "Europe/London"),
    ("de-DE", "Europe/Berlin"),
    ("pt-BR", "America/Sao_Paulo"),
)
_BROWSER = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36{}"


class People:
    """Those who send for a source of this platform: few at a time, so that each session has several events."""

    def __init__(self, platform: str, seed: str, events_a_day: float) -> None:
        self.devices = devices(platform, seed)
        sessions = events_a_day * _SESSION / 86_400_000 / _EVENTS_OF_A_SESSION
        self.at_once = max(1, min(_MOST_AT_ONCE, int(sessions)))
        self.sessions: dict[tuple[int, int], Device] = {}

    def at(self, time: int, chance: float) -> Device:
        """Somebody who is there at this time (in milliseconds since 1970); ``chance`` is from 0 to 1."""
        slot = time // _SESSION
        key = (slot, int(chance * self.at_once))
        found = self.sessions.get(key)
        return found if found is not None else self._begin(*key)

    def _begin(self, slot: int, which: int) -> Device:
        place = slot * self.at_once + which
        device = self.devices[place % _PEOPLE]
        began = slot * _SESSION // 1000 - place % 240
        path = likely.PATHS[place % len(likely.PATHS)]
        if len(self.sessions) >= _KEPT:
            self.sessions.clear()
        made = self.sessions[slot, which] = msgspec.structs.replace(device, session=began, path=path)
        return made


@cache
def devices(platform: str, seed: str) -> tuple[Device, ...]:
    """The devices that send for a source of this platform: the same ones for the same seed."""
    rng = Random(f"{seed}/devices/{platform}")
    return tuple(_device(platform, rng) for _ in range(_PEOPLE))


def _device(platform: str, rng: Random) -> Device:
    def one(options: Sequence[T]) -> T:
        return options[int(rng.random() * len(options))]

    uuid, address, number = likely.of_format("uuid", rng), likely.of_format("ipv4", rng), int(rng.random() * 90_000)
    phones = _PHONES.get(platform) or (_PHONES["ios"] + _PHONES["android"] if platform == "mobile" else ())
    locale, timezone = one(_PLACES)
    width, height = one(_SMALL if phones else _LARGE)
    os, os_version, model = one(phones) if phones else ("", "", "")
    agent, browser = f"Example/2.4.0 ({model}; {os} {os_version})", ""
    if not phones:
        os, os_version, machine, browser = one(_DESKTOPS)
        agent = _BROWSER.format(machine, " Edg/131.0.0.0" if browser == "Edge" else "")
    return Device(
        platform=platform,
        user=f"user_{10_000 + number}" if rng.random() < _SIGNED_IN or platform == "server" else None,
        anonymous=uuid(),
        session=0,
        os=os,
        os_version=os_version,
        model=model,
        user_agent=agent,
        browser=browser,
        ip=address(),
        locale=locale,
        timezone=timezone,
        path="/",
        app_version=one(("2.3.1", "2.4.0", "2.4.1")),
        width=width,
        height=height,
    )
