"""The language server answers an editor: each feature, through the real process."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from editor import Editor, editing
from front_door import inside, write

PLAN = """\
plan: 1
name: acme
owners:
  growth: {name: Growth team, email: growth@acme.test}
  data: {slack: "#data"}
sources:
  web: {platform: web, sdk: segment}
  api: {platform: server}
properties:
  email: {type: string, format: email, description: Address of the person, pii: personal}
  plan_type:
    type: string
    description: Plan of the account
    enum: {free: Without payment, paid: With payment}
property_groups:
  session: {session_id: {type: string, description: The session}}
questions:
  who:
    question: Who comes back?
    decides: Where we advertise
    for: growth
    needs: [Signed Up, Signed Up.plan_type]
rules: {event-without-example: off}
"""
EVENTS = """\
events:
  Signed Up:
    description: An account is there
    trigger: The server has stored it
    owner: growth
    status: live
    sources: [web, api]
    include: [session]
    answers: [who]
    properties:
      email:
      plan_type:
      coupon: {type: string, description: What was typed in, required: false}
    examples:
      - {session_id: s1, email: a@b.test, plan_type: free}
  Left:
    description: The person is gone
    trigger: The account is deleted
    owner: data
    status: deprecated
    replaced_by: Signed Up
    sources: [api]
    properties: {email: null}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "shop", {"plans/plan.yaml": PLAN, "plans/events.yaml": EVENTS, "k8s.yaml": "kind: Pod\n"})


E = "plans/events.yaml"
P = "plans/plan.yaml"


def validated(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `plan validate` says of a file, in the words of `Editor.said`."""
    monkeypatch.chdir(folder)
    ended = inside("validate", "plans", "--format", "json")
    return [f"{one['line']} {one['rule']}" for one in ended.findings if one["file"] == name]


def test_findings_come_as_one_types_and_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with editing(folder) as editor:
        editor.open(E)
        assert editor.said(E) == validated(folder, E, monkeypatch)
        editor.replace(E, "owner: growth", "owner: grwth")
        (found,) = [one for one in editor.findings(E) if one.code == "unknown-owner"]
        assert found.severity is types.DiagnosticSeverity.Error and found.source == "plan"
        assert 'did you mean "growth"?' in found.message
        assert editor.piece(E, found.range) == "grwth"
        editor.replace(E, "owner: grwth", "owner: growth")
        assert editor.said(E) == validated(folder, E, monkeypatch)
        assert "k8s.yaml" not in " ".join(editor.client.diagnostics)


def test_what_is_typed_counts_and_not_the_disk(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(P, PLAN.replace("growth:", "sales:", 1))
        assert any("unknown-owner" in one for one in editor.said(E)), "a file that is not open is judged with it"
        editor.close(P)
        editor.open(E)
        assert not any("unknown-owner" in one for one in editor.said(E))


def test_a_file_changes_on_the_disk(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        assert not any("unknown-owner" in one for one in editor.said(E))
        (folder / P).write_text(PLAN.replace("growth:", "sales:", 1))
        editor.touch(P)
        assert any("unknown-owner" in one for one in editor.said(E))
        (folder / "plans" / "more.yaml").write_text("owners: {growth: {}}\n")
        editor.touch("plans/more.yaml")
        assert not any("unknown-owner" in one for one in editor.said(E))


def test_a_broken_text_says_only_that_and_keeps_what_was_known(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.replace(E, "sources: [web, api]", "sources: [web, ")
        (found,) = editor.findings(E)
        assert found.code == "yaml-syntax"
        assert {"api", "web"} <= {*editor.complete(E, "sources: [web, |")} | {"web"}
        assert "Growth team" in editor.hover(E, "owner: gr|owth")


def test_two_places_are_linked(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.replace(E, "  Left:", "  Signed Up:")
        twice = [one for one in editor.findings(E) if one.code == "duplicate-key"]
        assert len(twice) == 2
        editor.open(P, PLAN + "events: {Left: {description: x}}\n")
        editor.replace(E, "  Signed Up:\n    description: The", "  Left:\n    description: The")
        (here,) = [one for one in editor.findings(E) if one.code == "defined-twice"]
        assert here.related_information is not None
        other = here.related_information[0].location
        assert other.uri == editor.uri(P) and editor.piece(P, other.range) == "Left"


def test_what_is_not_needed_is_dimmed_and_rules_have_pages(folder: Path) -> None:
    with editing(folder, options={"rulePages": "https://rules.acme.test/{rule}.html"}) as editor:
        editor.open(P, PLAN.replace("sources:\n", "sources:\n  tv: {platform: tv}\n"))
        (found,) = [one for one in editor.findings(P) if one.code == "unused-source"]
        assert list(found.tags or ()) == [types.DiagnosticTag.Unnecessary]
        assert found.code_description is not None
        assert found.code_description.href == "https://rules.acme.test/unused-source.html"


def test_hover_shows_what_the_plan_knows(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.open(P)
        event = editor.hover(P, "needs: [Signed| Up,")
        assert "An account is there" in event and "Growth team" in event and "coupon" in event and "live" in event
        property = editor.hover(E, "      em|ail:")
        assert "Address of the person" in property and "email" in property and "personal" in property
        assert "Signed Up, Left" in property
        assert "Without payment" in editor.hover(E, "plan_t|ype: free")
        assert "The owner who answers for it" in editor.hover(E, "own|er: growth")
        assert "Where it stands" in editor.hover(E, "status: li|ve")
        assert "Who comes back" in editor.hover(E, "answers: [wh|o]")
        assert "segment" in editor.hover(E, "sources: [we|b, api]")
        assert "The session" in editor.hover(E, "include: [ses|sion]")
        assert "event\\-without\\-example" in editor.hover(P, "event-wi|thout-example") or "example" in editor.hover(
            P, "event-wi|thout-example"
        )
        assert "The events. A key is the exact string" in editor.hover(E, "ev|ents:")
        editor.replace(E, "owner: growth", "owner: nobody")
        assert "unknown" in editor.hover(E, "owner: nob|ody")


def test_text_of_a_plan_is_no_markup(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.replace(E, "An account is there", "'![x](http://evil.test/i.png) <img src=x> `a`'")
        shown = editor.hover(E, "  Signed| Up:")
        assert "\\!\\[x" in shown or "!\\[x" in shown
        assert "<img" not in shown.replace("\\<img", "")


def test_hover_without_markdown(folder: Path) -> None:
    with editing(folder) as editor:
        assert editor.client.capabilities is not None and editor.client.capabilities.text_document is not None
    with editing(folder, like="neovim") as editor:
        editor.open(E)
        assert "An account is there" in editor.hover(E, "  Signed| Up:")


def names(found: dict[str, types.CompletionItem]) -> set[str]:
    return {*found}


def test_completion_offers_what_may_stand_there(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.open(P)
        assert names(editor.complete(E, "owner: gr|owth")) == {"growth", "data"}
        assert names(editor.complete(E, "status: li|ve")) >= {"proposed", "live", "retired"}
        assert names(editor.complete(E, "sources: [web, a|pi]")) == {"api"}, "web is there already"
        assert names(editor.complete(E, "include: [s|ession]")) == {"session"}
        assert names(editor.complete(E, "answers: [w|ho]")) == {"who"}
        assert names(editor.complete(E, "replaced_by: Sig|ned Up")) == {"Signed Up"}, "nothing is replaced by itself"
        assert names(editor.complete(P, "type: str|ing, format")) >= {"string", "integer", "object"}
        assert names(editor.complete(P, "format: em|ail")) >= {"email", "uuid", "date-time"}
        assert names(editor.complete(P, "pii: per|sonal")) == {"none", "pseudonymous", "personal", "sensitive"}
        assert names(editor.complete(P, "needs: [Signed Up, Signed Up.pl|an_type]")) >= {"Signed Up.email"}
        assert "unused-owner" in editor.complete(P, "rules: {event-wi|thout")
        assert names(editor.complete(P, "event-without-example: o|ff")) == {"off", "info", "warning", "error"}
        assert "segment" in editor.complete(P, "sdk: seg|ment")
        assert names(editor.complete(E, "required: fa|lse")) == {"true", "false"}
        assert names(editor.complete(E, "plan_type: fr|ee}")) == {"free", "paid"}
        assert "coupon" in editor.complete(E, "- {ses|sion_id")


def test_completion_of_keys_while_one_types(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.replace(E, "    owner: growth\n", "    owner: growth\n    cat\n")
        found = editor.complete(E, "    cat|\n")
        assert "category" in found and "owner" not in found, "owner is there already"
        edit = found["category"].text_edit
        assert isinstance(edit, types.TextEdit) and editor.piece(E, edit.range) == "cat"
        editor.replace(E, "    cat\n", "    \n")
        assert "category" in editor.complete(E, "    owner: growth\n    |\n")
        editor.replace(E, "      plan_type:\n      coupon", "      pl\n      coupon")
        found = editor.complete(E, "      pl|\n")
        assert "plan_type" in found and "email" not in found
        assert names(editor.complete(E, "coupon: {ty|pe: string")) >= {"type", "enum", "pattern"}


def test_a_whole_event_is_offered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.splice(E, len(EVENTS), len(EVENTS), "  \n")
        item = editor.complete(E, "email: null}\n  |\n")["New event"]
        assert item.insert_text_format is types.InsertTextFormat.Snippet
        edit = item.text_edit
        assert isinstance(edit, types.TextEdit) and "${5|growth,data|}" in edit.new_text
        assert "status: proposed" in edit.new_text
    with editing(folder, like="neovim") as editor:
        assert editor.client.capabilities is not None


def place(editor: Editor, name: str, words: str) -> types.DefinitionParams:
    return types.DefinitionParams(editor.document(name), editor.at(name, words))


@pytest.mark.parametrize(
    ("name", "words", "file", "defined"),
    [
        (E, "owner: gr|owth", P, "growth"),
        (E, "sources: [we|b", P, "web"),
        (E, "include: [se|ssion", P, "session"),
        (E, "answers: [wh|o]", P, "who"),
        (E, "      pl|an_type:\n", P, "plan_type"),
        (E, "      cou|pon:", E, "coupon"),
        (E, "replaced_by: Sig|ned Up", E, "Signed Up"),
        (P, "needs: [Signed Up, Sig|ned Up.plan_type]", E, "Signed Up"),
        (P, "needs: [Signed Up, Signed Up.plan_t|ype]", P, "plan_type"),
        (P, "for: gr|owth", P, "growth"),
        (E, "session_i|d: s1", P, "session_id"),
    ],
)
def test_definition(folder: Path, name: str, words: str, file: str, defined: str) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.open(P)
        found = editor.ask("text_document_definition", place(editor, name, words))
        assert found.uri == editor.uri(file) and editor.piece(file, found.range) == defined


def test_references_and_highlights(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.open(P)
        editor.replace(P, "rules: {", "allow: [{rule: unused-owner, at: owners/growth, reason: x}]\nrules: {")
        assert editor.said(P) is not None
        editor.replace(P, "name: acme\n", "name: acme\nversion: 1.0.0\n")
        editor.replace(P, "version: 1.0.0\n", "")
        at = place(editor, P, "  gro|wth: {name")
        asked = types.ReferenceParams(types.ReferenceContext(True), at.text_document, at.position)
        found = editor.ask("text_document_references", asked)
        where = sorted((one.uri.rpartition("/")[2], one.range.start.line + 1) for one in found)
        assert where == [("events.yaml", 5), ("plan.yaml", 4), ("plan.yaml", 21), ("plan.yaml", 23)]
        asked.context.include_declaration = False
        assert len(editor.ask("text_document_references", asked)) == 3
        marks = editor.ask(
            "text_document_document_highlight", types.DocumentHighlightParams(at.text_document, at.position)
        )
        assert sorted(one.range.start.line + 1 for one in marks) == [4, 21, 23]


@pytest.mark.parametrize("like", ["visual-studio-code", "neovim"])
def test_rename(folder: Path, like: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with editing(folder, like=like) as editor:
        editor.open(E, EVENTS.replace("    status: live\n", "    status: live   # not saved\n"))
        at = place(editor, E, "  Signed| Up:")
        may = editor.ask("text_document_prepare_rename", types.PrepareRenameParams(at.text_document, at.position))
        assert editor.piece(E, may.range) == "Signed Up"
        edit = editor.ask("text_document_rename", types.RenameParams(at.text_document, at.position, "Joined"))
        texts = editor.apply(edit)
        editor.close(E)
    (folder / E).write_text(editor.texts[E])
    monkeypatch.chdir(folder)
    assert inside("rename", "Signed Up", "Joined", "--plan", "plans").code == 0
    assert texts == {name: (folder / name).read_text() for name in (E, P)}
    assert "was: [Signed Up]" in texts[E] and "# not saved" in texts[E]


def test_rename_refuses_what_plan_rename_refuses(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        at = place(editor, E, "  Signed| Up:")
        for name, why in (("Left", "is there already"), ("", "is no name"), ("x-y", "is no name")):
            with pytest.raises(Exception, match=why):
                editor.ask("text_document_rename", types.RenameParams(at.text_document, at.position, name))
        editor.replace(E, "sources: [web, api]", "sources: [web")
        with pytest.raises(Exception, match="mend this first"):
            editor.ask("text_document_rename", types.RenameParams(at.text_document, at.position, "Joined"))


def actions(editor: Editor, name: str, words: str) -> list[types.CodeAction]:
    where = editor.at(name, words)
    params = types.CodeActionParams(editor.document(name), types.Range(where, where), types.CodeActionContext([]))
    return editor.ask("text_document_code_action", params) or []


def test_a_finding_is_let_pass_with_a_reason(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.replace(E, "  Left:", "  left:")
        assert "16 event-name-case" in editor.said(E)
        (action,) = [one for one in actions(editor, E, "  le|ft:") if "Allow event-name-case" in one.title]
        assert action.edit is not None
        (text,) = editor.apply(action.edit).values()
        editor.rewrite(E, text)
        said = " ".join(editor.said(E))
        assert "event-name-case" not in said and "allow-without-reason" in said
        editor.replace(E, "reason: ''", "reason: it was sent so")
        said = " ".join(editor.said(E))
        assert "event-name-case" not in said and "allow-without-reason" not in said


def test_the_outline_and_the_things_of_the_plan(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        (events,) = editor.ask("text_document_document_symbol", types.DocumentSymbolParams(editor.document(E)))
        assert events.name == "events" and [one.name for one in events.children] == ["Signed Up", "Left"]
        signed, left = events.children
        assert [one.name for one in signed.children] == ["email", "plan_type", "coupon"]
        assert list(left.tags or ()) == [types.SymbolTag.Deprecated] and signed.detail == "live"
        assert signed.range.start.line == 1 and signed.range.end.line == 14
        assert editor.piece(E, signed.selection_range) == "Signed Up"
        found = editor.ask("workspace_symbol", types.WorkspaceSymbolParams("signup"))
        assert [one.name for one in found][:1] == ["Signed Up"]
        found = editor.ask("workspace_symbol", types.WorkspaceSymbolParams("growth"))
        assert found[0].location.uri == editor.uri(P)
        folds = editor.ask("text_document_folding_range", types.FoldingRangeParams(editor.document(E)))
        assert (1, 14) in {(one.start_line, one.end_line) for one in folds}


def test_a_finding_is_mended(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(E)
        editor.replace(E, "owner: growth", "owner: grwth")
        (mend,) = [one for one in actions(editor, E, "owner: gr|wth") if one.is_preferred]
        assert mend.edit is not None and mend.title == 'Write "growth"'
        assert editor.apply(mend.edit)[E] == EVENTS
        editor.replace(E, "status: live", "status: Live")
        where = editor.at(E, "owner: gr|wth")
        context = types.CodeActionContext([], [types.CodeActionKind.SourceFixAll])
        params = types.CodeActionParams(editor.document(E), types.Range(where, where), context)
        (every,) = editor.ask("text_document_code_action", params)
        assert editor.apply(every.edit)[E] == EVENTS


def test_a_plan_that_builds_on_another(tmp_path: Path) -> None:
    write(tmp_path, {"company/plan.yaml": "plan: 1\nname: company\nowners: {growth: {email: a@b.test}}\n"})
    write(
        tmp_path,
        {"shop/plan.yaml": "plan: 1\nname: shop\nextends: [../company]\nevents:\n  Signed Up:\n    owner: growth\n"},
    )
    with editing(tmp_path) as editor:
        editor.open("shop/plan.yaml")
        assert "growth" in editor.complete("shop/plan.yaml", "owner: gr|owth")
        assert not any("unknown-owner" in one for one in editor.said("shop/plan.yaml"))
        at = place(editor, "shop/plan.yaml", "owner: gr|owth")
        found = editor.ask("text_document_definition", at)
        assert found.uri == editor.uri("company/plan.yaml")
        editor.open("company/plan.yaml")
        editor.replace("company/plan.yaml", "growth", "sales")
        assert any("unknown-owner" in one for one in editor.said("shop/plan.yaml")), (
            "what is not saved counts there too"
        )
