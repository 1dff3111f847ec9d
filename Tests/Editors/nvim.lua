-- Runs in Neovim with a policy open and the server attached (see .ci/lsp): every feature through the
-- editor's own client. Leaves with exit code 1 at the first thing that is not as it should be.

local buffer = vim.api.nvim_get_current_buf()
local checks = 0

local function fail(text)
  io.stderr:write("nvim: " .. text .. "\n")
  vim.cmd("cquit 1")
end

local function check(condition, text)
  checks = checks + 1
  if not condition then fail(text) end
end

local function wait(text, condition)
  check(vim.wait(20000, condition, 20), "waited in vain for " .. text)
end

local function diagnostics(severity)
  return vim.diagnostic.get(buffer, severity and { severity = severity } or nil)
end

local function lines() return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end

-- The row (from 0) and byte column of the n-th line that holds a piece of text.
local function find(piece)
  for row, line in ipairs(lines()) do
    local column = line:find(piece, 1, true)
    if column then return row - 1, column - 1 end
  end
  fail("no line holds " .. piece)
end

-- The result of a request about the place of a piece of text, a few bytes further on.
local function ask(method, piece, further, more)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
  if piece then
    local row, column = find(piece)
    vim.api.nvim_win_set_cursor(0, { row + 1, column + (further or 0) })
    params = vim.lsp.util.make_position_params(0, vim.lsp.get_active_clients()[1].offset_encoding)
  end
  for key, value in pairs(more or {}) do params[key] = value end
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  for _, answer in pairs(answers or {}) do
    if answer.error then return nil, answer.error.message end
    return answer.result
  end
  fail(method .. " was not answered")
end

wait("the server", function() return #vim.lsp.get_active_clients() > 0 end)
wait("the first check", function() return #diagnostics() > 0 end)
check(#diagnostics(vim.diagnostic.severity.ERROR) == 0, "the policy has no error")

local encoding = vim.lsp.get_active_clients()[1].offset_encoding
check(encoding == "utf-16" or encoding == "utf-8", "an encoding was agreed on")

check(ask("textDocument/hover", "5万元").contents.value:find("50 000.00", 1, true), "hover")
check(#ask("textDocument/definition", "至少 最低工龄", 7) == 1, "definition")
local context = { context = { includeDeclaration = true } }
check(#ask("textDocument/references", "参数 最低工龄", 7, context) == 4, "references")
check(#ask("textDocument/documentHighlight", "参数 最低工龄", 7) == 4, "highlights")
check(#ask("textDocument/documentSymbol") >= 6, "symbols")
check(#ask("workspace/symbol", nil, nil, { query = "最低" }) >= 1, "workspace symbols")
check(#ask("textDocument/foldingRange") >= 1, "folds")
check(#ask("textDocument/semanticTokens/full").data > 100, "tokens")
local whole = { start = { line = 0, character = 0 }, ["end"] = { line = 99, character = 0 } }
check(#ask("textDocument/inlayHint", nil, nil, { range = whole }) >= 1, "hints")
local lenses = ask("textDocument/codeLens")
check(#lenses >= 2, "lenses")
local run = ask("workspace/executeCommand", nil, nil, lenses[1].command)
check(type(run) == "string" and run:find("通过", 1, true), "a test runs")

-- Typing: a broken word is reported, proposals come, its repair puts it right.
local row, column = find("一线工作年限 至少")
vim.api.nvim_buf_set_text(buffer, row, column, row, column + #"一线工作年限", { "一线工作年" })
wait("the error", function() return #diagnostics(vim.diagnostic.severity.ERROR) == 1 end)
local list = ask("textDocument/completion", "一线工作年 至少", #"一线")
local found = false
for _, item in ipairs(list.items) do found = found or item.label == "一线工作年限" end
check(found, "completion")
local mark = diagnostics(vim.diagnostic.severity.ERROR)[1]
check(mark.lnum == row, "the error stands in its line")
local place = { line = row, character = 0 }
local actions = ask("textDocument/codeAction", nil, nil, {
  range = { start = place, ["end"] = { line = row, character = 200 } },
  context = { diagnostics = {} },
})
check(#actions >= 1, "a repair is offered")
vim.lsp.util.apply_workspace_edit(actions[1].edit, encoding)
wait("the repair", function() return #diagnostics(vim.diagnostic.severity.ERROR) == 0 end)

-- Characters beyond the basic plane, before and after the place.
row, column = find("应当 一线够")
vim.api.nvim_buf_set_text(buffer, row, 0, row, 0, { "  # 𠮷𠀀", "" })
vim.api.nvim_buf_set_text(buffer, row + 1, column + #"应当 一线够", row + 1, column + #"应当 一线够", { " \"𠮷𠮷\"" })
local hover = ask("textDocument/hover", "\"𠮷𠮷\": 一线工作年限", #"\"𠮷𠮷\": ")
check(hover.contents.value:find("一线工作年限", 1, true), "hover behind rare characters")

local edit = ask("textDocument/rename", "参数 最低工龄", 7, { newName = "工龄𠮷下限" })
check(edit, "rename")
vim.lsp.util.apply_workspace_edit(edit, encoding)
check(#vim.tbl_filter(function(line) return line:find("最低工龄", 1, true) end, lines()) == 0, "renamed")
wait("the check", function() return #diagnostics(vim.diagnostic.severity.ERROR) == 0 end)
local _, refusal = ask("textDocument/rename", "参数 工龄𠮷下限", 7, { newName = "应当" })
check(refusal, "a keyword is no name")

-- Layout, after lines were put out of shape.
row = find("参数 工龄𠮷下限")
vim.api.nvim_buf_set_lines(buffer, row, row + 1, false, { "参数   工龄𠮷下限   @第三条 :5年" })
local edits = ask("textDocument/formatting", nil, nil, { options = { tabSize = 2, insertSpaces = true } })
vim.lsp.util.apply_text_edits(edits, buffer, encoding)
check(lines()[row + 1] == "参数 工龄𠮷下限 @第三条: 5年", "layout")

-- Many small edits, then the text as it was: the server still has the same text.
local before = lines()
math.randomseed(11)
for _ = 1, 300 do
  local at = math.random(0, vim.api.nvim_buf_line_count(buffer) - 1)
  local line = vim.api.nvim_buf_get_lines(buffer, at, at + 1, false)[1]
  local starts = vim.str_utf_pos and vim.str_utf_pos(line) or { 1 }
  local spot = (starts[math.random(#starts)] or 1) - 1
  local pieces = { { "𠮷" }, { "应当" }, { "", "" }, { "{" }, { "5年" }, { "”" } }
  vim.api.nvim_buf_set_text(buffer, at, math.min(spot, #line), at, math.min(spot, #line), pieces[math.random(#pieces)])
end
vim.api.nvim_buf_set_lines(buffer, 0, -1, false, before)
wait("the last check", function() return #diagnostics(vim.diagnostic.severity.ERROR) == 0 end)
check(#ask("textDocument/formatting", nil, nil, { options = { tabSize = 2, insertSpaces = true } }) == 0, "the text is in step")

print("nvim: " .. checks .. " checks\n")
vim.cmd("qall!")
