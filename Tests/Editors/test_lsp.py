"""Every feature of `policyc lsp` through pytest-lsp, whose client checks each message against the
specification. The program is named by POLICYC; run by .ci/lsp."""

import asyncio
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

POLICYC = os.environ["POLICYC"]
POLICY = (pathlib.Path(__file__).parent / "lin.policy").read_text(encoding="utf-8")
LINES = POLICY.splitlines()


@pytest_lsp.fixture(
    params=["visual_studio_code", "neovim@v0.11.0", "emacs"],
    config=ClientServerConfig(server_command=[POLICYC, "lsp", "--lang", "zh"]),
)
async def client(request, lsp_client: LanguageClient, tmp_path: pathlib.Path):
    (tmp_path / "lin.policy").write_text(POLICY, encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        "编号,一线工作年限,行政级别\na,6,无\nb,3,无\n", encoding="utf-8"
    )
    lsp_client.uri = (tmp_path / "lin.policy").as_uri()
    lsp_client.refreshed = 0

    @lsp_client.feature(types.WORKSPACE_CODE_LENS_REFRESH)
    def refresh(_):
        lsp_client.refreshed += 1

    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            root_uri=tmp_path.as_uri(),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="lin")],
            initialization_options={"candidates": "people.csv"},
        )
    )
    lsp_client.encoding = result.capabilities.position_encoding or "utf-16"
    lsp_client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(lsp_client.uri, "policy", 1, POLICY)
        )
    )
    await lsp_client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    yield
    await lsp_client.shutdown_session()


def document(client):
    return types.TextDocumentIdentifier(client.uri)


def position(client, piece, further=0, nth=1):
    """The place of a piece of text, in the units that were agreed on."""
    for row, line in enumerate(LINES):
        if piece in line:
            nth -= 1
            if nth == 0:
                before = line[: line.index(piece) + further]
                code = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
                width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
                size = len(before.encode(code[client.encoding])) // width[client.encoding]
                return types.Position(row, size)
    raise AssertionError(piece)


async def settled(client, predicate):
    for _ in range(400):
        if predicate(client.diagnostics.get(client.uri, [])):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(client.diagnostics.get(client.uri))


@pytest.mark.asyncio
async def test_diagnostics_and_repairs(client):
    start = position(client, "一线工作年限 至少")
    end = position(client, "一线工作年限 至少", 6)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(uri=client.uri, version=2),
            [types.TextDocumentContentChangePartial(types.Range(start, end), "一线工作年")],
        )
    )
    await settled(client, lambda found: any(d.severity == 1 for d in found))
    error = next(d for d in client.diagnostics[client.uri] if d.severity == 1)
    assert error.range.start == start
    assert error.source == "policyc" and error.code.startswith("P")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(document(client), error.range, types.CodeActionContext([error]))
    )
    assert [a.edit.changes[client.uri][0].new_text for a in actions] == ["一线工作年限"]


@pytest.mark.asyncio
async def test_reading(client):
    hover = await client.text_document_hover_async(
        types.HoverParams(document(client), position(client, "5万元"))
    )
    assert "50 000.00 元" in hover.contents.value
    place = position(client, "参数 最低工龄", 4)
    definition = await client.text_document_definition_async(
        types.DefinitionParams(document(client), position(client, "至少 最低工龄", 4))
    )
    assert [d.range.start.line for d in definition] == [place.line]
    references = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(True), document(client), place)
    )
    assert len(references) == 4  # the declaration, the use, and name and id in 译名
    highlights = await client.text_document_document_highlight_async(
        types.DocumentHighlightParams(document(client), place)
    )
    assert len(highlights) == 4
    builtin = await client.text_document_definition_async(
        types.DefinitionParams(document(client), position(client, "行政级别"))
    )
    assert pathlib.Path(builtin[0].uri.removeprefix("file://")).exists()


@pytest.mark.asyncio
async def test_structure(client):
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(document(client))
    )
    assert [s.name for s in symbols][:3] == ["lin", "市总", "最低工龄"]
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("最低"))
    assert [s.name for s in found] == ["最低工龄"]
    folds = await client.text_document_folding_range_async(
        types.FoldingRangeParams(document(client))
    )
    assert folds
    tokens = await client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(document(client))
    )
    assert len(tokens.data) % 5 == 0 and len(tokens.data) > 100
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    part = await client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document(client), whole)
    )
    assert part.data == tokens.data
    hints = await client.text_document_inlay_hint_async(
        types.InlayHintParams(document(client), whole)
    )
    assert " = 5年" in [h.label for h in hints]


@pytest.mark.asyncio
async def test_writing(client):
    completion = await client.text_document_completion_async(
        types.CompletionParams(document(client), position(client, "一线工作年限 至少", 1))
    )
    labels = [item.label for item in completion.items]
    assert "一线工作年限" in labels and "最低工龄" in labels
    edit = await client.text_document_rename_async(
        types.RenameParams(document(client), position(client, "参数 最低工龄", 4), "下限")
    )
    assert len(edit.changes[client.uri]) == 3
    prepared = await client.text_document_prepare_rename_async(
        types.PrepareRenameParams(document(client), position(client, "参数 最低工龄", 4))
    )
    assert prepared.placeholder == "最低工龄"
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(document(client), types.FormattingOptions(2, True))
    )
    assert len(edits) == 0


@pytest.mark.asyncio
async def test_lenses(client):
    lenses = await client.text_document_code_lens_async(
        types.CodeLensParams(document(client))
    )
    titles = [lens.command.title for lens in lenses]
    assert "运行这个测试" in titles
    assert any(title.startswith("示例 2 人中 1 人不满足") for title in titles)
    lens = next(lens for lens in lenses if lens.command.command == "policyc.runTest")
    answer = await client.workspace_execute_command_async(
        types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    )
    assert answer == "够：通过"
    assert [message.message for message in client.messages] == ["够：通过"]
