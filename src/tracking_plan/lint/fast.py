"""The fast half of the judge: types that msgspec decodes a planned event's properties into. It may only say yes.

What msgspec cannot judge as JSON Schema does (patterns, formats, numbers beyond 64 bits …) is decoded loosely, and the
values of many records are then put to the same schema at once: see `columns.py`. Whatever is refused here goes to the
exact half (`exact.py`), which knows better. Soundness is property-tested against the `jsonschema` package.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from itertools import count
from math import ceil, floor
from typing import Annotated, Any, Literal

import msgspec

from ..model.property import Property
from ..model.schema import must_be_there, property_schema

_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_EXACT = 2**53
_FLOAT = sys.float_info.max


_numbers = count()


class Spec(msgspec.Struct, kw_only=True):
    """How one property is decoded, and what must still be asked of its value."""

    name: str
    field: str
    type: Any
    required: bool
    schema: dict[str, Any] | None = None
    """What msgspec has not checked of it; asked of many values at once."""
    texts: bool = False
    """Its value is, or may hold, text that nobody has listed: it may be personal."""
    inside: tuple[Spec, ...] = ()
    """Those of an object."""
    pii: bool = False


def specs(properties: Mapping[str, Property]) -> tuple[Spec, ...]:
    """How the properties of an event, of an object or of traits are decoded.

    Raises:
        ValueError: one is an open object whose properties are counted: it is the exact half's.
    """
    return tuple(_spec(_field(name), name, found) for name, found in properties.items())


@cache
def _field(name: str) -> str:
    """The attribute of a property: the same in every event, so that it is taken of many at once."""
    return f"f{next(_numbers)}"


def fields(found: tuple[Spec, ...]) -> tuple[list[Any], dict[str, str]]:
    """The fields of a struct of them, and what each is called in JSON."""
    made: list[Any] = [
        (spec.field, spec.type) if spec.required else (spec.field, spec.type | msgspec.UnsetType, msgspec.UNSET)
        for spec in found
    ]
    # One text for all events that have the property: of thousands of events, the names alone would not stay in the caches.
    return made, {spec.field: sys.intern(str(spec.name)) for spec in found}


def struct(found: tuple[Spec, ...], closed: bool, beside: tuple[str, ...] = ()) -> type[msgspec.Struct]:
    """The type of an object that has them; ``beside`` are names that may stand among them and are passed over."""
    made, names = fields(found)
    for number, name in enumerate(beside):
        names[f"b{number}"] = name
        made.append((f"b{number}", msgspec.Raw | msgspec.UnsetType, msgspec.UNSET))
    return msgspec.defstruct("Properties", made, rename=names, forbid_unknown_fields=closed, gc=False, kw_only=True)


def _spec(field: str, name: str, found: Property) -> Spec:
    made = Spec(name=name, field=field, type=Any, required=must_be_there(found), pii=found.pii not in (None, "none"))
    if found.properties:
        inside = specs(found.properties)
        if found.types == ("object",) and found.enum is None:
            made.inside = inside
            made.type = struct(inside, not found.additional_properties)
            if found.additional_properties:  # what is not named could be personal, and a struct would not show it
                raise ValueError("an open object")
        else:
            made.schema, made.texts = property_schema(found), True
    else:
        _scalar(made, found)
    if found.nullable and made.type is not Any:
        made.type = made.type | None
    return made


def _scalar(made: Spec, found: Property) -> None:
    """Set the type of a property that names none inside it, and what remains to be asked."""
    types = frozenset(found.types)
    if found.enum is not None:
        values = found.enum
        if values and all(type(value) is str for value in values) and types <= {"string"} and not _bounds(found):
            made.type = Literal[tuple(values)]
            return
        made.schema, made.texts = property_schema(found), True
    elif types == {"string"}:
        made.type = _text(found)
        if found.pattern is not None or found.format is not None:
            made.schema = property_schema(found)
        else:  # what has a form of its own is what the plan says that it is
            made.texts = True
    elif types == {"integer"} and _is_plain_range(found):
        made.type = _integer(found)
    elif types == {"number"} and _is_plain_range(found):
        made.type = _integer(found) | _float(found)
    elif types == {"boolean"}:
        made.type = bool
    else:
        made.schema, made.texts = property_schema(found), True


def _bounds(found: Property) -> bool:
    return (found.pattern, found.format, found.min_length, found.max_length) != (None, None, None, None)


def _text(found: Property) -> Any:
    if found.min_length is None and found.max_length is None:
        return str
    return Annotated[str, msgspec.Meta(min_length=found.min_length, max_length=found.max_length)]


def _integer(found: Property) -> Any:
    low = _SMALLEST if found.minimum is None else min(max(ceil(found.minimum), _SMALLEST), _LARGEST)
    high = _LARGEST if found.maximum is None else max(min(floor(found.maximum), _LARGEST), _SMALLEST)
    return Annotated[int, msgspec.Meta(ge=low, le=high)]


def _is_plain_range(found: Property) -> bool:
    """Whether its bounds are the same numbers as floats; others are the schema's."""
    return all(
        bound is None or (abs(bound) <= _EXACT and float(bound) == bound) for bound in (found.minimum, found.maximum)
    )


def _float(found: Property) -> Any:
    """A float is never infinite, as 1e400 becomes: that is no number in JSON."""
    low = -_FLOAT if found.minimum is None else float(found.minimum)
    high = _FLOAT if found.maximum is None else float(found.maximum)
    return Annotated[float, msgspec.Meta(ge=low, le=high)]
