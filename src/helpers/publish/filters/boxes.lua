-- Blocks that stand apart from the running text: callouts, the cards of a summary, the lines under an indicator's
-- heading, side-by-side layouts, and what one format shows and another does not.
local stringify = pandoc.utils.stringify
local FORM = FORMAT:match("^html") and "html" or FORMAT
local CALLOUT = { note = "Note", tip = "Tip", important = "Important", warning = "Warning", caution = "Caution" }
local LINES = { ["kpi-meta"] = "Indicator Line", why = "Status Reason", lead = "Lead", small = "Small", keep = "Keep" }

local function raw(text) return pandoc.RawBlock(FORM, text) end
local function attribute(text)
  return '"' .. text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;") .. '"'
end
local function between(before, content, after)
  local out = pandoc.Blocks { raw(before) }
  out:extend(content)
  out:insert(raw(after))
  return out
end
local function styled(style, content) return pandoc.Div(content, { ["custom-style"] = style }) end

-- ---- callouts -------------------------------------------------------------------------------------------------
local function title_of(div, name)
  local text = div.attributes.title
  if not text then return pandoc.Inlines { pandoc.Str(CALLOUT[name]) } end
  return pandoc.utils.blocks_to_inlines(pandoc.read(text, "markdown-raw_html-raw_tex-raw_attribute").blocks)
end

local function callout(div, name)
  local title = title_of(div, name)
  if FORM == "typst" then
    local out = pandoc.Blocks { raw(('#pack-callout("%s", ['):format(name)), pandoc.Plain(title), raw("], [") }
    out:extend(div.content)
    out:insert(raw("])"))
    return out
  elseif FORM == "docx" then
    return { styled("Callout Title", { pandoc.Para(title) }), styled("Callout", div.content) }
  end
  local content = pandoc.Blocks { raw('<p class="callout-title">'), pandoc.Plain(title), raw("</p>") }
  content:extend(div.content)
  local open = '<div class="callout callout-%s" role="note" aria-label=%s>'
  return between(open:format(name, attribute(stringify(title))), content, "</div>")
end

-- ---- cards ----------------------------------------------------------------------------------------------------
local function card(div)
  local figure, label = pandoc.Inlines {}, pandoc.Inlines {}
  local inlines = pandoc.utils.blocks_to_inlines(div.content, { pandoc.Space() })
  for _, inline in ipairs(inlines) do
    if inline.t == "Span" and inline.classes:includes("figure") then figure:extend(inline.content)
    elseif #label > 0 or (inline.t ~= "Space" and inline.t ~= "SoftBreak") then label:insert(inline) end
  end
  return figure, label
end

local CARD = {
  html = function(figure, label)
    return { raw('<div class="card"><p class="figure">'), pandoc.Plain(figure), raw('</p><p class="label">'),
             pandoc.Plain(label), raw("</p></div>") }
  end,
  typst = function(figure, label)
    return { raw("pack-card(["), pandoc.Plain(figure), raw("], ["), pandoc.Plain(label), raw("]),") }
  end,
  docx = function(figure, label)
    local line = pandoc.Inlines { pandoc.Span(figure, { ["custom-style"] = "Card Figure" }), pandoc.Str("\u{2002}") }
    line:extend(label)
    return { styled("Card", { pandoc.Para(line) }) }
  end,
}

local function cards(div)
  local out = pandoc.Blocks {}
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("card") then out:extend(CARD[FORM](card(block))) end
  end
  if FORM == "html" then return between('<div class="cards">', out, "</div>") end
  if FORM == "typst" then return between("#pack-cards((", out, "))") end
  return out
end

-- ---- lines, layouts and conditions ------------------------------------------------------------------------------
local function line(div, class)
  if FORM == "html" then return pandoc.Div(div.content, { class = class }) end
  if FORM == "docx" then return styled(LINES[class], div.content) end
  return between("#pack-" .. class .. "[", div.content, "]")
end

local function layout(div, columns)
  if FORM == "docx" then return div.content end
  if FORM == "html" then return between(('<div class="layout layout-%d">'):format(columns), div.content, "</div>") end
  local out = pandoc.Blocks {}
  for _, block in ipairs(div.content) do out:extend(between("[", { block }, "],")) end
  return between(("#grid(columns: (1fr,) * %d, gutter: 1.2em,"):format(columns), out, ")")
end

local function shown(div)
  local function is_this(format) return format == FORM or (format == "pdf" and FORM == "typst") end
  local when, unless = div.attributes["when-format"], div.attributes["unless-format"]
  local visible = (not when or is_this(when)) and not (unless and is_this(unless))
  if div.classes:includes("content-hidden") then visible = not visible end
  return visible and div.content or {}
end

local function box(div)
  if div.classes:includes("content-visible") or div.classes:includes("content-hidden") then return shown(div) end
  if div.classes:includes("cards") then return cards(div) end
  local columns = tonumber(div.attributes["layout-ncol"])
  if columns then return layout(div, columns) end
  for _, class in ipairs(div.classes) do
    local name = class:match("^callout%-(%a+)$")
    if CALLOUT[name] then return callout(div, name) end
    if LINES[class] then return line(div, class) end
  end
end

-- Word would give the points of a close-set list the small letters of a table's cells.
local function points(list)
  if FORM ~= "docx" then return nil end
  return list:walk { Plain = function(plain) return styled("Bullet", { pandoc.Para(plain.content) }) end }
end

return { { Div = box, BulletList = points, OrderedList = points } }
