-- Opens the draft in the first argument in a headless Neovim with the server, and prints what it is told.
local draft, python = vim.env.DRAFT, vim.env.PYTHON
vim.cmd("edit " .. draft)
vim.lsp.start_client({
  name = "ofsted-lint",
  cmd = { python, "-P", "-m", "ofsted_lint", "server" },
  root_dir = vim.fn.fnamemodify(draft, ":h"),
  on_init = function(client) vim.lsp.buf_attach_client(0, client.id) end,
})
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, each in ipairs(vim.diagnostic.get(0)) do
  print((each.lnum + 1) .. ":" .. (each.col + 1) .. " " .. tostring(each.code))
end
vim.cmd("qall!")
