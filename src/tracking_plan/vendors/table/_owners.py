"""What a person did to the table of owners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document import Drop, Put
from ...model.order import OWNER as ORDER
from ...model.people import Owner
from ...model.plan import Plan
from ...shelf import quote
from ._changes import Change, Step, document_of, values
from ._compare import Difference, Edited, Gone, New, Told
from ._text import meant


def steps(plan: Plan, differences: list[Difference]) -> Iterator[Step]:
    above: str | None = None
    for one in differences:
        match one:
            case Edited():
                yield _edited(one)
            case New():
                key = meant(one.found.text("key"))
                if key == above:
                    yield Told(
                        "problem", f"{one.found.place}: {quote(key)} is a new owner twice; keep one of the two rows"
                    )
                    continue
                above = key
                document = one.above.node.raw.document if one.above is not None else document_of(plan, "owners")
                data: dict[str, Any] = {name: meant(one.found.text(name)) for name in ORDER if one.found.text(name)}
                put = Put(("owners", key), data or None, after=one.above.id if one.above is not None else None)
                yield Change(f"{document.file}: owner {quote(key)} added", one.found.place, ((document, put),))
            case Gone():
                owner: Owner = one.row.node
                at = owner.at()
                text = f"{at.file}:{at.line}: owner {quote(owner.name)} removed"
                yield Change(text, one.place, ((owner.raw.document, Drop(owner.path)),))
            case Told():
                yield one


def _edited(one: Edited) -> Step:
    owner: Owner = one.row.node
    key, place = one.column.key, one.found.at(one.column)
    if key == "key":
        mend = "change it in the plan, with all that names it; or add a row for another owner"
        return Told("problem", f"{place}: the name that events use for {quote(owner.name)} is not changed here; {mend}")
    path = (*owner.path, key)
    at = owner.at(key)
    text = f"{at.file}:{at.line}: owner {quote(owner.name)}: {one.column.title.lower()} {values(one.before, one.after)}"
    change = Put(path, meant(one.after), ORDER) if one.after else Drop(path)
    return Change(text, place, ((owner.raw.document, change),))
