-- Several forms of a pack, from one reading of it: pandoc's command line would read the pack anew for each of them, and
-- reading takes longer than writing. The variables say which forms are wanted and which filters each still goes through;
-- render/pandoc.py gives them, and takes what is made apart again.
local TEMPLATES = pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), "..", "templates" }
local OPTIONS = {
  html5 = { template = "page.html", table_of_contents = true, toc_depth = 3 },
  typst = { template = "pack.typ" },
}

local function template(name)
  local path = pandoc.path.join { TEMPLATES, name }
  return pandoc.template.compile(pandoc.template.get(path), path)
end

local function options(form)
  local out = { wrap_text = "preserve" }
  for name, value in pairs(OPTIONS[form]) do out[name] = value end
  out.template = template(out.template)
  return pandoc.WriterOptions(out)
end

-- A filter asks FORMAT which form it is making; here that would be the name of this file.
local function filtered(doc, path, form)
  return pandoc.utils.run_lua_filter(doc, path, setmetatable({ FORMAT = form }, { __index = _G }))
end

local function made(doc, form, filters)
  for _, path in ipairs(filters) do doc = filtered(doc, path, form) end
  return pandoc.write(doc, form, options(form))
end

local function words(variable)
  local out = {}
  for _, word in ipairs(type(variable) == "table" and variable or { variable }) do out[#out + 1] = tostring(word) end
  return out
end

function Writer(doc, given)
  local out, filters = {}, words(given.variables.filter)
  for _, form in ipairs(words(given.variables.form)) do out[#out + 1] = made(doc, form, filters) end
  return table.concat(out, "\0")
end
