-- What a pack must have before it is worth rendering. Each problem goes to stderr as one line that starts "[pack]"; the
-- renderer gathers the lines and refuses the pack.
local stringify = pandoc.utils.stringify
local under, level, ids, wanted, elsewhere = "the start of the pack", 0, {}, {}, {}

local function problem(message) io.stderr:write("[pack] " .. message .. "\n") end

local function blank(text) return not text or not text:match("%S") end

local function readable(path)
  local file = io.open(path, "r")
  if file then file:close() end
  return file ~= nil
end

local function check_image(image)
  local name = ("the image %s, under “%s”,"):format(image.src, under)
  if blank(image.attributes["fig-alt"]) and blank(stringify(image.caption)) then
    problem(name .. " has no alternative text: say what it shows in fig-alt.")
  end
  if not image.src:match("^figures/[%w%._%-]+%.svg$") then
    problem(name .. " is not an SVG in the pack's figures folder: save it there as one.")
  elseif not readable(image.src) then
    problem(name .. " is missing: build the pack again so that the chart is drawn.")
  end
end

local function check_table(tbl)
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do
      if blank(stringify(cell.contents)) then
        problem(("a table under “%s” has a column without a heading: name every column."):format(under))
        return
      end
    end
  end
end

local function check_level(header)
  local text = stringify(header.content)
  if header.level > level + 1 then
    problem(("the heading “%s” is at level %d but follows level %d: headings may go down one level at a time."):format(
      text, header.level, level))
  end
  under, level = text, header.level
end

local function remember(el)
  if el.identifier == "" then return end
  if ids[el.identifier] then problem(("two things are labelled #%s: each label is used once."):format(el.identifier)) end
  ids[el.identifier] = true
end

local function want(id, shown) wanted[#wanted + 1] = { id = id, shown = shown, under = under } end

local function check_meta(meta)
  for anchor in pairs(meta.elsewhere or {}) do elsewhere[anchor] = true end
  if stringify(meta.title or "") == "" then problem("the pack has no title: give it one in its front matter.") end
end

local function check_whole()
  if level == 0 then problem("the pack has no heading: each section needs one.") end
  for _, reference in ipairs(wanted) do
    if not ids[reference.id] then
      problem(("%s, under “%s”, points to nothing: label its target #%s, or take the reference out."):format(
        reference.shown, reference.under, reference.id))
    end
  end
end

-- In the order of the pack, so that each problem can be told with the heading that it is under.
return {
  { Meta = check_meta },
  {
    traverse = "topdown",
    Header = function(el) check_level(el); remember(el) end,
    Div = remember, Table = function(el) remember(el); check_table(el) end, Image = check_image,
    Link = function(el)
      local id = el.target:match("^#(.+)")
      if id and not elsewhere[id] then want(id, el.target) end
    end,
    Cite = function(el)
      for _, citation in ipairs(el.citations) do
        if citation.id:match("^fig%-") or citation.id:match("^tbl%-") or citation.id:match("^sec%-") then
          want(citation.id, "@" .. citation.id)
        end
      end
    end,
  },
  { Pandoc = check_whole },
}
