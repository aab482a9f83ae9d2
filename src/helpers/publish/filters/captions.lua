-- Attributes at the end of a table's caption, {#tbl-x .class tbl-colwidths="[40,60]"}: an older pandoc, such as Quarto's,
-- leaves them there as text.
local stringify = pandoc.utils.stringify

local function attributes(text)
  local classes = {}
  for class in text:gmatch("%s%.([%w%-]+)") do classes[#classes + 1] = class end
  return pandoc.Attr(text:match("^{#([%w%-_]+)"), classes, { ["tbl-colwidths"] = text:match("tbl%-colwidths=.-(%[[%d%s,.]*%])") })
end

function Table(tbl)
  local inlines = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  for i, inline in ipairs(inlines) do
    if tbl.identifier == "" and inline.t == "Str" and inline.text:match("^{#tbl%-") then
      tbl.attr = attributes(stringify(pandoc.Inlines { table.unpack(inlines, i) }))
      tbl.caption = { long = { pandoc.Plain { table.unpack(inlines, 1, i - 2) } } }
      return tbl
    end
  end
end
