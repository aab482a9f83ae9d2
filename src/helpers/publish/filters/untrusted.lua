-- What people typed is text, never markup: raw HTML and Typst are shown as they were written, a link leads only to the
-- web, a mailbox or this document, and no attribute passes that the pack does not use.
local SAFE_TARGETS = { "^#", "^https?://", "^mailto:", "^tel:" }
local KNOWN = { title = true, ["fig-alt"] = true, ["tbl-colwidths"] = true, ["layout-ncol"] = true,
                ["when-format"] = true, ["unless-format"] = true }

local function safe(target)
  for _, pattern in ipairs(SAFE_TARGETS) do
    if target:lower():match(pattern) then return true end
  end
  return false
end

-- The rest goes, data- attributes too: Quarto may act on what it finds there, after these filters.
local function known_attributes(el)
  local unknown = {}
  for key in pairs(el.attributes) do
    if not KNOWN[key] and not (key == "width" and el.t == "Image") then unknown[#unknown + 1] = key end
  end
  for _, key in ipairs(unknown) do el.attributes[key] = nil end
  return #unknown > 0 and el or nil
end

local function as_text(el) return pandoc.Str(el.text) end

return {
  {
    RawInline = as_text,
    Math = as_text,
    RawBlock = function(el) return pandoc.Para { pandoc.Str(el.text) } end,
    Link = function(el)
      if not safe(el.target) then return el.content end
      return known_attributes(el)
    end,
    Image = known_attributes, Span = known_attributes, Div = known_attributes, Header = known_attributes,
    Table = known_attributes, Code = known_attributes, CodeBlock = known_attributes,
  },
}
