-- Figures and tables with their captions and numbers, and the references to them. The numbers are given here, so that
-- all formats agree. What leaves this filter must not look like a figure to Quarto, which would caption and number it
-- again: no block is labelled fig- or tbl-, and no paragraph holds an image alone.
local stringify = pandoc.utils.stringify
local FORM = FORMAT:match("^html") and "html" or FORMAT
local LABEL = { fig = "Figure", tbl = "Table" }
local WIDE = 4 -- columns from which a table may need to scroll on a small screen
local STACKED = 3 -- columns of a table whose rows are stacked on a small screen
local WHOLE_ROWS, WHOLE_LETTERS = 14, 1500 -- a table that is no longer is kept on one page
local count, numbers = { fig = 0, tbl = 0 }, {}

local function kind(id) return LABEL[id:match("^(%a+)%-")] and id:match("^(%a+)%-") end
local function raw(text) return pandoc.RawBlock(FORM, text) end
local function quoted(text) return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"' end
local function attribute(text)
  return '"' .. text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;") .. '"'
end

-- ---- numbers --------------------------------------------------------------------------------------------------
local function number(el)
  local k = kind(el.identifier)
  if k then
    count[k] = count[k] + 1
    numbers[el.identifier] = LABEL[k] .. "\u{a0}" .. count[k]
  end
end

local function name_section(header)
  if header.identifier:match("^sec%-") then numbers[header.identifier] = stringify(header.content) end
end

local function captioned(id, inlines)
  local out = pandoc.Inlines { pandoc.Strong { pandoc.Str(numbers[id] .. (#inlines > 0 and ":" or "")) } }
  if #inlines > 0 then out:insert(pandoc.Space()) end
  out:extend(inlines)
  return out
end

local function reference(cite)
  local out = pandoc.Inlines {}
  for i, citation in ipairs(cite.citations) do
    if not numbers[citation.id] then return nil end
    if i > 1 then out:extend { pandoc.Str(","), pandoc.Space() } end
    out:insert(pandoc.Link({ pandoc.Str(numbers[citation.id]) }, "#" .. citation.id))
  end
  return out
end

-- ---- images ---------------------------------------------------------------------------------------------------
local function image(el)
  local alt, width = el.attributes["fig-alt"] or stringify(el.caption), el.attributes.width
  if FORM == "html" then
    return pandoc.RawInline("html", ("<img src=%s alt=%s>"):format(attribute(el.src), attribute(alt)))
  elseif FORM == "typst" then
    local size = width and width:match("^[%d%.]+%%$") or "100%"
    return pandoc.RawInline("typst", ("#image(%s, width: %s, alt: %s)"):format(quoted(el.src), size, quoted(alt)))
  end
  el.src, el.caption = el.src:gsub("%.svg$", ".png"), { pandoc.Str(alt) }
  el.attributes = { width = width or "100%" }
  return pandoc.Span { el }
end

local function bookmarked(id, inlines) return pandoc.Para { pandoc.Span(inlines, { id = id }) } end

local FIGURE = {
  html = function(id, content, caption)
    local out = pandoc.Blocks { raw(("<figure id=%s tabindex=\"0\">"):format(attribute(id))) }
    out:extend(content)
    out:extend { raw("<figcaption>"), pandoc.Plain(caption), raw("</figcaption>"), raw("</figure>") }
    return out
  end,
  typst = function(id, content, caption)
    local out = pandoc.Blocks { raw("#float([") }
    out:extend(content)
    out:extend { raw('], kind: "quarto-float-fig", position: bottom, ['), pandoc.Plain(caption), raw("]) <" .. id .. ">") }
    return out
  end,
  docx = function(id, content, caption)
    return pandoc.Blocks {
      pandoc.Div({ bookmarked(id, pandoc.utils.blocks_to_inlines(content)) }, { ["custom-style"] = "Captioned Figure" }),
      pandoc.Div({ pandoc.Para(caption) }, { ["custom-style"] = "Image Caption" }),
    }
  end,
}

local function figure(div)
  local content, caption = pandoc.Blocks(div.content), pandoc.Inlines {}
  if #content > 1 then caption = content:remove(#content).content end
  return FIGURE[FORM](div.identifier, content, captioned(div.identifier, caption))
end

-- ---- tables ---------------------------------------------------------------------------------------------------
local function set_widths(tbl)
  local widths, total = {}, 0
  for text in (tbl.attributes["tbl-colwidths"] or ""):gmatch("[%d%.]+") do
    widths[#widths + 1], total = tonumber(text), total + tonumber(text)
  end
  for i, spec in ipairs(tbl.colspecs) do
    local alignment = spec[1] == "AlignDefault" and "AlignLeft" or spec[1]
    tbl.colspecs[i] = { alignment, widths[i] and widths[i] / total or spec[2] }
  end
end

local function row_heading(contents)
  return pandoc.Div({ pandoc.Para(pandoc.utils.blocks_to_inlines(contents)) }, { ["custom-style"] = "Row Heading" })
end

-- Typst's headings of rows are set in its tags, by render/pdf_tags.py.
local function set_heads(tbl)
  if FORM == "typst" then return end
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attributes.scope = "col" end
  end
  if tbl.classes:includes("no-row-heads") then return end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      local cell = row.cells[1]
      cell.attributes.scope = "row"
      if FORM == "docx" then cell.contents = { row_heading(cell.contents) } end
    end
  end
end

local function is_short(tbl)
  local rows = 0
  for _, body in ipairs(tbl.bodies) do rows = rows + #body.body end
  return rows <= WHOLE_ROWS and #stringify(tbl.bodies[1].body[1] and pandoc.Div { tbl } or {}) <= WHOLE_LETTERS
end

-- render/printed.py reads this line too, for the tags of the PDF.
local function row_heads_rule(tbl)
  return raw(("#show: row-heads.with(%s)"):format(not tbl.classes:includes("no-row-heads")))
end

local TABLE = {
  html = function(id, tbl, caption)
    local label = id .. "-caption"
    local focus = #tbl.colspecs >= WIDE and (' role="region" aria-labelledby=%s tabindex="0"'):format(attribute(label)) or ""
    tbl.caption = { long = { pandoc.Plain { pandoc.Span(caption, { id = label }) } } }
    local class = #tbl.colspecs == STACKED and "table-wrap stack" or "table-wrap"
    return { raw(('<div class="%s" id=%s%s>'):format(class, attribute(id), focus)), tbl, raw("</div>") }
  end,
  typst = function(id, tbl, caption)
    tbl.caption = { long = {} }
    local close = '], kind: "quarto-float-tbl", position: top, whole: %s, ['
    return { raw("#float(["), row_heads_rule(tbl), tbl, raw(close:format(is_short(tbl))), pandoc.Plain(caption), raw("]) <" .. id .. ">") }
  end,
  docx = function(id, tbl, caption)
    tbl.caption = { long = {} }
    return { pandoc.Div({ bookmarked(id, caption) }, { ["custom-style"] = "Table Caption" }), tbl }
  end,
}

local function table_block(tbl)
  set_widths(tbl)
  set_heads(tbl)
  local id, caption = tbl.identifier, pandoc.utils.blocks_to_inlines(tbl.caption.long)
  tbl.identifier, tbl.attributes["tbl-colwidths"] = "", nil
  if numbers[id] then return TABLE[FORM](id, tbl, captioned(id, caption)) end
  if FORM == "typst" then return { raw("#["), row_heads_rule(tbl), tbl, raw("]") } end
  return tbl
end

-- ---- order matters: count everything, then rebuild -------------------------------------------------------------
return {
  { traverse = "topdown", Div = number, Table = number, Header = name_section },
  {
    Cite = reference, Image = image, Table = table_block,
    Div = function(div) if kind(div.identifier) == "fig" and numbers[div.identifier] then return figure(div) end end,
  },
}
