-- Links to what stands in another document of the same run, as the front matter's "elsewhere" lists them: on a web page
-- they lead there, since the files stand side by side; on paper and in Word they are plain words.
local WEB = FORMAT:match("^html") ~= nil
local places = {}

local function remember(meta)
  for anchor, place in pairs(meta.elsewhere or {}) do places["#" .. anchor] = pandoc.utils.stringify(place) end
end

local function lead_there(link)
  local place = places[link.target]
  if not place then return nil end
  if not WEB then return link.content end
  link.target = place
  return link
end

return { { Meta = remember }, { Link = lead_there } }
