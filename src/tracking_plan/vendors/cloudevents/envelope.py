"""CloudEvents 1.0: the type is the event, and the data are its properties."""

from __future__ import annotations

from ...model.envelope import Envelope

ENVELOPES = (
    Envelope(
        name="cloudevents",
        event=("type",),
        properties=("data",),
        id=("id",),
        time=("time",),
        user=("subject",),
        source=("source",),
        signs=(("specversion",), ("type",), ("source",)),
    ),
)
