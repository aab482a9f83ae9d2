-- Status, direction of travel and shorthand marks: always a word, with a shape that says the same without colour.
local FORM = FORMAT:match("^html") and "html" or FORMAT
local SHAPE = {
  red = { "◆", '<path d="M8 .5 15.5 8 8 15.5.5 8Z"/>', "Status Red" },
  amber = { "▲", '<path d="M8 1.2 15.6 14.8H.4Z"/>', "Status Amber" },
  green = { "●", '<circle cx="8" cy="8" r="7"/>', "Status Green" },
  blue = { "★", '<path d="m8 .4 2.3 5 5.4.6-4 3.7 1.1 5.4L8 12.4l-4.8 2.7 1.1-5.4-4-3.7 5.4-.6Z"/>', "Status Blue" },
  grey = { "○", '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>', "Status Grey" },
}
local LINE = '<path fill="none" stroke="currentColor" stroke-width="2" d="%s"/>'
local ARROW = {
  improving = { "△", LINE:format("M8 2.5 14.5 13.5H1.5Z") },
  worsening = { "▽", LINE:format("M8 13.5 14.5 2.5H1.5Z") },
  ["no-change"] = { "▷", LINE:format("M13.5 8 2.5 14.5V1.5Z") },
  rose = { "↗", LINE:format("M3 13 13 3M5.5 3H13v7.5") },
  fell = { "↘", LINE:format("M3 3 13 13M5.5 13H13V5.5") },
  level = { "→", LINE:format("M1.5 8H14M9 3l5 5-5 5") },
}
-- Control charts: the letters are in our typeface, which has few shapes.
local FINDING = {
  common = { "≈", LINE:format("M1 8c2.2-7 4.8-7 7 0s4.8 7 7 0") },
  improvement = { "■", '<path d="M2.5 2.5h11v11h-11Z"/>' },
  concern = { "×", '<path fill="none" stroke="currentColor" stroke-width="3.4" d="M3 3 13 13M13 3 3 13"/>' },
  high = { "↑", LINE:format("M8 15V2M3 7l5-5 5 5") },
  low = { "↓", LINE:format("M8 1v13M3 9l5 5 5-5") },
  passing = { "✓", LINE:format("M1.5 8.5 6 13l8.5-10") },
  failing = { "≠", LINE:format("M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2ZM4 8h8") },
  ["hit-or-miss"] = { "½", LINE:format("M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2Z") .. '<path d="M8 2a6 6 0 0 1 0 12Z"/>' },
}

local function wrapped(before, content, after)
  local out = pandoc.Inlines { pandoc.RawInline(FORM, before) }
  out:extend(content)
  out:insert(pandoc.RawInline(FORM, after))
  return out
end

local function icon(drawing)
  return '<svg aria-hidden="true" focusable="false" viewBox="0 0 16 16" width="11" height="11" fill="currentColor">'
    .. drawing .. "</svg>"
end

local function status(name, span)
  local shape = SHAPE[name]
  if FORM == "html" then
    return wrapped(('<span class="rag rag-%s">%s'):format(name, icon(shape[2])), span.content, "</span>")
  elseif FORM == "typst" then
    return wrapped(('#status("%s")['):format(name), span.content, "]")
  end
  local text = ("\u{a0}%s\u{a0}%s\u{a0}"):format(shape[1], pandoc.utils.stringify(span.content))
  return pandoc.Span({ pandoc.Str(text) }, { ["custom-style"] = shape[3] })
end

local function sign(kind, css, name, drawn, span)
  if FORM == "html" then
    return wrapped(('<span class="%s">%s '):format(css, icon(drawn[2])), span.content, "</span>")
  elseif FORM == "typst" then
    return wrapped(('#%s("%s")['):format(kind, name), span.content, "]")
  end
  local out = pandoc.Inlines { pandoc.Str(drawn[1] .. "\u{a0}") }
  out:extend(span.content)
  return out
end

local function shorthand(span)
  local text = pandoc.Str("[" .. pandoc.utils.stringify(span.content):gsub("^%[(.*)%]$", "%1") .. "]")
  if FORM == "html" then return wrapped('<span class="shorthand">', { text }, "</span>") end
  if FORM == "typst" then return wrapped("#shorthand[", { text }, "]") end
  return pandoc.Span({ text }, { ["custom-style"] = "Shorthand" })
end

local MARK = { mark = shorthand }
for name in pairs(SHAPE) do MARK["rag-" .. name] = function(span) return status(name, span) end end
for name, drawn in pairs(ARROW) do
  MARK["trend-" .. name] = function(span) return sign("trend", "trend", name, drawn, span) end
end
for name, drawn in pairs(FINDING) do
  MARK["spc-" .. name] = function(span) return sign("finding", "spc spc-" .. name, name, drawn, span) end
end

function Span(span)
  for _, class in ipairs(span.classes) do
    if MARK[class] then return MARK[class](span) end
  end
end
