-- Does in Neovim what its user does, and writes down what came of it: run by test_neovim.py.
local path, other, report = vim.env.SOPC_FILE, vim.env.SOPC_OTHER, vim.env.SOPC_REPORT
local happened = {}
local told = 0
local publish = vim.lsp.handlers['textDocument/publishDiagnostics']
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(...)
  told = told + 1
  return publish(...)
end
local function wait(what, check)
  if not vim.wait(20000, check, 10) then error('waited in vain for ' .. what) end
end
local function errors(buffer)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR })) do
    table.insert(found, each.code .. ' ' .. each.lnum .. ':' .. each.col)
  end
  return found
end
local function run()
  vim.o.hidden = true
  vim.o.swapfile = false
  vim.cmd('edit ' .. vim.fn.fnameescape(path))
  local buffer = vim.api.nvim_get_current_buf()
  wait('the server', function() return #vim.lsp.get_active_clients() == 1 end)
  local id = vim.lsp.get_active_clients()[1].id
  wait('the first check', function() return told > 0 end)
  happened.at_first = errors(buffer)

  local function at(pattern)
    vim.fn.cursor(1, 1)
    local line, column = unpack(vim.fn.searchpos(pattern .. '\\zs', 'c'))
    vim.fn.cursor(line, column)
    return vim.lsp.util.make_position_params(0, vim.lsp.get_client_by_id(id).offset_encoding)
  end
  local function ask(method, params)
    local answer = vim.lsp.buf_request_sync(buffer, method, params, 20000)
    return answer and answer[id] and (answer[id].result or answer[id].err)
  end

  -- one types, and does not save
  vim.cmd([[%s/pelaksana: \[kepala, staf\]/pelaksana: [kepala, stap]/]])
  wait('the error', function() return #errors(buffer) > 0 end)
  happened.typed = errors(buffer)
  vim.cmd('undo')
  wait('the mended text', function() return #errors(buffer) == 0 end)

  local offered = {}
  for _, item in ipairs(ask('textDocument/completion', at('pelaksana: \\[kepala, s')).items) do
    table.insert(offered, item.label .. ': ' .. (item.detail or ''))
  end
  happened.offered = offered
  happened.hover = ask('textDocument/hover', at('pelaksana: \\[kepala, st')).contents.value

  at('pelaksana: \\[kepala, st')
  vim.lsp.buf.definition()
  wait('the registry', function() return vim.fn.expand('%:t') == 'pelaksana.yaml' end)
  happened.definition = vim.fn.expand('%:t') .. ':' .. vim.fn.line('.')
  vim.cmd('buffer ' .. buffer)

  at('pelaksana: \\[kepala, st')
  vim.lsp.buf.rename('staf-umum')
  wait('the new name', function() return vim.fn.search('kepala, staf-umum', 'nw') > 0 end)
  vim.cmd('wall')

  at('nomor: K')
  vim.lsp.buf.rename('K.1.1.1.9')
  wait('the new number', function() return vim.fn.bufnr('K.1.1.1.9.yaml') > 0 end)
  vim.cmd('wall')
  happened.other = vim.fn.readfile(other)
  happened.servers = #vim.lsp.get_active_clients()
  vim.lsp.stop_client(id)
  wait('the end', function() return vim.lsp.client_is_stopped(id) end)
end
local ok, fault = xpcall(run, debug.traceback)
happened.fault = not ok and fault or nil
vim.fn.writefile({ vim.fn.json_encode(happened) }, report)
vim.cmd('qall!')
