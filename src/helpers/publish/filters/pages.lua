-- How the document is divided: where pages start, the level of headings on a web page, and Word's cover.
local stringify = pandoc.utils.stringify
local FORM = FORMAT:match("^html") and "html" or FORMAT
local CONTENTS_DEPTH = 2

local function raw(text) return pandoc.RawBlock(FORM == "docx" and "openxml" or FORM, text) end
local function xml(text) return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;")) end
local function styled(style, inlines) return pandoc.Div({ pandoc.Para(inlines) }, { ["custom-style"] = style }) end

-- ---- pages ----------------------------------------------------------------------------------------------------
-- render/word.py turns Word's mark into a paragraph property, so that no empty paragraph is left on the page before.
local BREAK = {
  typst = "#pagebreak(weak: true)",
  docx = '<w:p><w:pPr><w:pStyle w:val="PackPageBreak"/></w:pPr></w:p>',
  html = '<div class="page-break"></div>',
}

local function starts_page(header, before)
  if header.level == 1 then return not header.classes:includes("continue") end
  return header.classes:includes("kpi") and not (before and before.t == "Header")
end

local function paged(blocks)
  local out, before = pandoc.Blocks {}, nil
  for _, block in ipairs(blocks) do
    if block.t == "Header" and starts_page(block, before) then out:insert(raw(BREAK[FORM])) end
    out:insert(block)
    before = block
  end
  return out
end

local function shortcode(para)
  local first = para.content[1]
  if not (first and first.t == "Str" and first.text:match("^{{<")) then return nil end
  if stringify(para):match("^{{<%s*pagebreak%s*>}}$") then return raw(BREAK[FORM]) end
end

-- ---- Word's cover ---------------------------------------------------------------------------------------------
local FIELD = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
local ENTRY = '<w:p><w:pPr><w:pStyle w:val="TOC%d"/></w:pPr>%s<w:hyperlink w:anchor="%s"><w:r><w:t xml:space="preserve">'
  .. "%s</w:t></w:r></w:hyperlink>%s</w:p>"

local function contents(blocks)
  local entries = {}
  for _, block in ipairs(blocks) do
    local listed = block.t == "Header" and not block.classes:includes("unlisted")
    if listed and block.level <= CONTENTS_DEPTH then entries[#entries + 1] = block end
  end
  local start = FIELD:format("begin") .. '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-' .. CONTENTS_DEPTH
    .. '" \\h \\z \\u </w:instrText></w:r>' .. FIELD:format("separate")
  local out = pandoc.Blocks { styled("Contents Heading", { pandoc.Str("Contents") }) }
  for i, header in ipairs(entries) do
    local first, last = i == 1 and start or "", i == #entries and FIELD:format("end") or ""
    out:insert(raw(ENTRY:format(header.level, first, xml(header.identifier), xml(stringify(header.content)), last)))
  end
  return out
end

local function cover(meta, blocks)
  local out = pandoc.Blocks {}
  local function add(style, key)
    if meta[key] and stringify(meta[key]) ~= "" then out:insert(styled(style, pandoc.Inlines(meta[key]))) end
  end
  add("Cover Council", "council")
  add("Title", "title")
  add("Subtitle", "subtitle")
  add("Cover Committee", "committee")
  add("Cover Meeting", "meeting-date")
  add("Lead", "opening")
  add("Notice", "notice")
  out:insert(1, raw('<w:p><w:pPr><w:pStyle w:val="PackCover"/></w:pPr></w:p>'))
  if meta.toc ~= false then out:extend(contents(blocks)) end
  return out
end

-- ---- a web page has its title for the first heading --------------------------------------------------------------
local function one_lower(header)
  header.level = header.level + 1
  return header
end

local function divided(doc)
  local blocks = paged(doc.blocks)
  if FORM == "docx" then
    local front = cover(doc.meta, doc.blocks)
    front:extend(blocks)
    blocks = front
  end
  doc.blocks = blocks
  return doc
end

if FORM == "html" then return { { Para = shortcode, Header = one_lower } } end
return { { Para = shortcode }, { Pandoc = divided } }
