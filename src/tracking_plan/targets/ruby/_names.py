"""Names of the plan in Ruby, which takes what begins with a capital letter for a constant, and all else for none."""

from __future__ import annotations

import unicodedata

from .._code import Code
from .._names import words

KEYWORDS = frozenset(
    "__ENCODING__ __FILE__ __LINE__ BEGIN END alias and begin break case class def defined do else elsif end ensure false"
    " for if in module next nil not or redo rescue retry return self super then true undef unless until when while"
    " yield _1 _2 _3 _4 _5 _6 _7 _8 _9".split()
)
MODULE_METHODS = frozenset(
    "__id__ __send__ alias_method allocate ancestors attr attr_accessor attr_reader attr_writer autoload class class_eval"
    " class_exec class_variable_get class_variable_set class_variables clone configure const_get const_missing const_set"
    " const_source_location constants define_method define_singleton_method deprecate_constant display dup enum_for extend"
    " freeze group hash identify include included_modules inherited initialize inspect instance_eval instance_exec"
    " instance_method instance_methods instance_variable_get instance_variable_set instance_variables itself"
    " method method_added method_missing methods module_eval module_exec module_function name new object_id prepend private"
    " private_class_method private_constant private_instance_methods private_methods protected protected_instance_methods"
    " protected_methods public public_class_method public_constant public_instance_method public_instance_methods"
    " public_method public_methods public_send raise refine remove_class_variable remove_instance_variable remove_method"
    " require require_relative send singleton_class singleton_method singleton_methods taint tap then to_ary to_enum to_hash"
    " to_s to_str trust undef_method untaint untrust using warn yield_self".split()
)
"""Methods that a module has, or that the client gives it."""
CONSTANTS = frozenset("Check Format Options Pattern PlanError PLAN Reason RecordingTracker Rule Runtime UNSET".split()) | {
    "Array", "Date", "DateTime", "Encoding", "EncodingError", "Float", "Hash", "Integer", "Kernel", "Numeric", "Object",
    "Regexp", "MixpanelTracker", "PostHogTracker", "RudderStackTracker", "SegmentTracker", "SnowplowEventTracker", "SnowplowTracker", "StandardError", "String", "Struct", "Symbol", "Time", "ArgumentError",
}  # fmt: skip
"""Constants of the run-time, and those of Ruby that it uses."""


def variable(name: str, lead: str = "") -> Code:
    """A name of a method or a parameter: words with `_` between them, and before them where no such name could begin so."""
    made = "_".join(words(name))
    return Code("_" + made if made[0].isdigit() or unicodedata.category(made[0]) in ("Lu", "Lt") else made)


def module_name(name: str, lead: str = "") -> Code:
    """A name of a module; `X` opens it where its first letter is no capital of ASCII."""
    made = ""
    for part in words(name):
        made += "_" if made[-1:].isdigit() and part[0].isdigit() else ""
        made += part[0].upper() + part[1:] if part[0].isascii() else part
    return Code(made if _is_capital(made[0]) else "X" + made)


def constant(name: str, lead: str = "") -> Code:
    """A name of a constant that holds a value: in capitals."""
    made = "_".join(part.upper() if len(part.upper()) == len(part) else part for part in words(name))
    return Code(made if _is_capital(made[0]) else "X" + made if not made[0].isdigit() else "X_" + made)


def _is_capital(letter: str) -> bool:
    return letter.isascii() and letter.isupper()
