"""Options of one tool's format: what a vendor's writer declares, `plan export` takes, shows in its help, and hands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DECLARED, _GIVEN = "tracking_plan.declared", "tracking_plan.given"


class ExportCommand(TyperCommand):
    """`plan export`: what it takes depends on the vendor that is named, as `plan export ddl --help` shows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[_DECLARED] = [*_declared(self._vendor(args))]
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        *own, asks_help = super().get_params(ctx)
        return [*own, *ctx.meta.get(_DECLARED, ()), asks_help]

    def _vendor(self, args: Sequence[str]) -> str:
        """The first word that names a format, and is not the value of an option."""
        from ..vendors import writable  # noqa: PLC0415 - start-up: `plan --help` needs none of this

        takes = {name for found in self.params if not getattr(found, "is_flag", True) for name in found.opts}
        after = ""
        for word in args:
            if after not in takes and word in writable():
                return word
            after = word
        return ""


def _declared(vendor: str) -> Iterator[TyperOption]:
    from ..vendors import writer  # noqa: PLC0415

    if not vendor:
        return
    for option in getattr(writer(vendor), "OPTIONS", ()):
        yield TyperOption(
            param_decls=[f"--{option.name}"],
            help=option.help,
            metavar=option.metavar or None,
            is_flag=not option.metavar,
            default=None if option.metavar else False,
            expose_value=False,
            callback=_keep,
        )


def _keep(ctx: Any, option: Any, value: Any) -> None:
    if value not in (None, False):
        ctx.meta.setdefault(_GIVEN, {})[option.name] = value


def given(ctx: Any) -> dict[str, str | bool]:
    """What was given of the vendor's own options: name, with `_` for `-`, to value; for its writer."""
    found: dict[str, str | bool] = ctx.meta.get(_GIVEN, {})
    return found
