-- policyc in Neovim 0.7 or later. Copy this file to ~/.config/nvim/plugin/policyc.lua.
--
-- vim.g.policyc names the program where it is not on PATH; vim.g.policyc_options is sent to it:
-- { language = "zh", candidates = "examples/candidates.csv", asOf = "2026-05-01" }.

vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  pattern = "*.policy",
  callback = function() vim.bo.filetype = "policy" end,
})

local clients = {}

vim.api.nvim_create_autocmd("FileType", {
  pattern = "policy",
  callback = function(event)
    local buffer = event.buf
    vim.bo[buffer].commentstring = "# %s"
    vim.bo[buffer].shiftwidth = 2
    vim.bo[buffer].expandtab = true
    local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":p:h")
    local settings = {
      name = "policyc",
      cmd = { vim.g.policyc or "policyc", "lsp" },
      root_dir = folder,
      init_options = vim.g.policyc_options,
    }
    if vim.lsp.start then
      vim.lsp.start(settings, { bufnr = buffer })
    else
      clients[folder] = clients[folder] or vim.lsp.start_client(settings)
      vim.lsp.buf_attach_client(buffer, clients[folder])
    end
  end,
})
