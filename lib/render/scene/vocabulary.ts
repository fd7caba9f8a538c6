/** A vocabulary maps each meaning to the words that call for it. "word:3" weighs three, a bare word one. */
export type Vocabulary<Key extends string> = Readonly<Record<Key, string>>;

export const families = {
  city: `city:3 skyline:4 downtown:3 skyscraper:4 skyscrapers:4 metropolis:4 cityscape:4 tokyo:3 manhattan:3 "new york":3
    "hong kong":3 shanghai:3 chicago:3 london:3 paris:3 berlin:3 dubai:3 neon:4.6 cyberpunk:4 rooftop:2.4 tower:1.5 bridge:1.5
    urban:2 futuristic:1.2 building:1.5 highway:1.5 traffic:1.4 office:1 startup:1 drone:0.2`,
  street: `street:6 alley:6 alleyway:6 sidewalk:4 pavement:3 crosswalk:4 crossing:2 "street market":4 market:2 umbrella:3.4
    lane:2.5 avenue:3 boulevard:3 taxi:3 cab:2 pedestrian:3 streetlight:3 lamppost:3 car:1.8 motorbike:2 motorcycle:2 bicycle:1.6
    subway:2 commuter:2 detective:2 noir:1.2 ramen:1.6 cafe:1.4`,
  sea: `sea:4 ocean:4 wave:3.2 surf:3 surfer:3 coast:2.6 coastline:3 beach:3 shore:2.4 lighthouse:4 sailboat:3.5 ship:3 boat:2
    yacht:3 sail:2.4 sailing:2.8 tide:3 island:2.4 whale:2.6 dolphin:2.6 bay:2 cliff:1.6 headland:2.6 swell:3 maritime:3 harbor:2
    harbour:2 atlantic:3 pacific:3 seagull:2.6 fisherman:2`,
  underwater: `underwater:6 coral:4 reef:4 jellyfish:5 "deep sea":5 seabed:5 diver:4.5 diving:3.5 submarine:4.5 shark:4 fish:3.2
    aquarium:5 kelp:5 turtle:2.8 octopus:4.5 submerged:4`,
  lake: `lake:4.2 river:2.4 pond:3.6 fjord:4.4 loch:4.4 lagoon:3.4 canoe:4 kayak:4 rowboat:3.4 "rowing boat":3.4 reflection:1.4 wetland:3
    stream:2 "paper boat":1 dock:2.4 jetty:3.2 pier:2.4 swan:3 cabin:1.8 aurora:2 "northern lights":2.4`,
  forest: `forest:4 woods:3.6 woodland:4 jungle:4 rainforest:4.2 tree:2 pine:2.4 birch:3.6 redwood:4 bamboo:4 grove:3.4 moss:2.4
    fern:3 firefly:2.4 fireflies:2.4 fairy:2.2 elf:2.2 deer:2.6 stag:2.6 fox:2.4 owl:2.4 wolf:2.2 trail:1.6 autumn:1.4 leaf:1.4 leaves:1.4
    mushroom:3 enchanted:2.4 bear:1.8`,
  desert: `desert:4.2 dune:4 sahara:4.4 sand:2.6 canyon:3 mesa:3.4 camel:3.6 caravan:3 oasis:3 cactus:3.4 nomad:2.6 arid:3 gobi:4
    mars:3.2 martian:3.2 badlands:3.4 bedouin:3.4 wasteland:2.4`,
  mountain: `mountain:4 peak:3 summit:3.4 alps:4.2 alpine:4 himalaya:4.4 everest:4.4 glacier:4 snowy:2 snow:1.8 ski:3 skier:3.4
    climber:3 hiker:2.2 ridge:3 cliff:1.4 valley:2.2 highland:3 volcano:4 rock:1 ice:1.8 arctic:2.6 antarctica:3 winter:1.6 yak:3 eagle:1.8`,
  meadow: `meadow:4 field:3 hill:3.2 terrace:3.4 "rice terrace":4.5 "tea terrace":4.5 plantation:3.4 grass:2.8 grassland:3.8 prairie:4 farm:3.2
    vineyard:3.8 countryside:3.6 pasture:3.8 flower:2.4 wildflower:3 lavender:3.4 wheat:3.2 garden:2.4 sheep:2.6 horse:2.2 cow:2.4
    windmill:3 tea:1.4 spring:1.2 dog:1.4 child:1 children:1 picnic:2.4 park:2 village:1.8 tuscany:4 savanna:3.6 savannah:3.6`,
  clouds: `cloud:2.4 clouds:2.4 "above the clouds":5 sky:1.4 airplane:3.4 aeroplane:3.4 plane:2.2 flight:1.6 flying:1.6 balloon:2.6
    airship:3.6 zeppelin:3.6 glider:3.4 parachute:3.2 paraglider:3.2 heaven:3 dragon:2 kite:2.4 floating:0.8 stratosphere:4 angel:2.4`,
  space: `space:3.4 galaxy:4.4 planet:4.2 saturn:4.6 jupiter:4.6 star:1.6 nebula:4.4 astronaut:4 spaceship:4 spacecraft:4 rocket:3
    orbit:2.2 cosmos:4 cosmic:3.4 asteroid:4 comet:4 universe:3.8 satellite:3.6 alien:2.4 interstellar:4 "black hole":4.6 moon:1.2
    lunar:2.6 earth:1.8 "outer space":5 "space station":5`,
  interior: `room:3.4 interior:4.4 indoor:3.4 indoors:3.4 house:1.6 apartment:3.6 kitchen:4 bedroom:4 "living room":5 hallway:4 corridor:4
    library:3.6 gallery:3.4 museum:3.6 stairs:3.6 staircase:4 stair:3.6 arch:3 archway:3.4 window:2.4 wall:1.6 floor:1.4 studio:1.6 loft:3.6
    chair:2.8 sofa:3.4 armchair:3.4 architecture:3 architectural:3 courtyard:3 terracotta:2.4 curtain:3 dust:1 church:2.8
    cathedral:3 temple:2 palace:2.4 warehouse:3.2 bathroom:4 spa:2.6 yoga:2 piano:2.6 desk:2.4`,
  product: `bottle:4 product:4.4 perfume:5 vase:4.4 cosmetic:4.4 cosmetics:4.4 cream:2.6 serum:4.4 jar:3.6 cup:3 mug:3.4 coffee:2.8 teacup:4 teapot:4
    glass:2 whisky:4 whiskey:4 wine:3 champagne:3.4 beer:3 can:1 watch:2.6 "wrist watch":4 sneaker:3.6 shoe:3.2 headphones:3.6 phone:2.6
    smartphone:3.4 camera:0.6 lipstick:4.4 jewel:3.4 jewelry:4 ring:2 necklace:3.8 candle:3.4 lamp:2.4 "still life":5.5 packshot:5.5 celadon:3.6
    ceramic:3.4 pottery:3.6 porcelain:3.6 fruit:3 apple:2.6 orange:1.2 lemon:2.8 pear:3 "wet slate":2 slate:1 macro:2 pedestal:3.6 plinth:3.6 podium:3
    skincare:4.4 soap:3.6 food:2.4 burger:3 cake:3 chocolate:3 juice:3 honey:2.8 toy:2.6 logo:1.6 brand:1.2`,
  abstract: `abstract:5.5 silk:3.4 fabric:3 cloth:2.4 velvet:2.8 liquid:3 fluid:3.4 ink:2.8 smoke:2.4 gradient:4 pattern:3 geometric:2.6 shape:1.6
    particle:3 flow:1.8 flowing:1.6 wave:0.6 "light trails":3 fractal:4.5 marble:2.4 paint:2.4 texture:2.4 energy:2 dream:1.4 dreamlike:1.6
    surreal:1.6 hypnotic:3 kaleidoscope:4 ribbon:3 metallic:2 iridescent:3.2 holographic:3.2 music:1.6 data:2 network:2.2 motion:1 background:1.4`,
} as const satisfies Vocabulary<string>;

export const times = {
  dawn: `dawn:3 sunrise:3.4 daybreak:3 morning:2 "first light":3 "early morning":3`,
  day: `day:1.4 daylight:2.6 noon:3.4 midday:3.2 sunny:2.4 afternoon:2 "blue sky":2.4 bright:1.2 "hard noon":3 daytime:3`,
  golden: `golden:2 "golden hour":4 sunset:3.2 "low sun":3 "warm light":2 "late afternoon":3 sundown:3 amber:1.4 honeyed:2 backlit:1.4`,
  dusk: `dusk:3.4 twilight:3.4 evening:2.4 "blue hour":3.4 gloaming:3.4 nightfall:2.6`,
  night: `night:3 midnight:3.6 moonlit:3.4 moonlight:3.4 moon:1.6 starry:2.8 stars:1.8 nocturnal:3 neon:2.2 dark:1.2 aurora:2.6
    "northern lights":3 firefly:1.6 fireflies:1.6 cyberpunk:2 lantern:1.2`,
} as const satisfies Vocabulary<string>;

export const weathers = {
  clear: `clear:1.6 sunny:1.4 cloudless:3 "blue sky":2`,
  rain: `rain:3 rainy:3 raining:3 drizzle:3 downpour:3 wet:1.2 umbrella:1.4 monsoon:3.2 puddle:2`,
  snow: `snow:2.4 snowfall:3.4 snowing:3.4 snowflake:3 blizzard:3.6 frost:1.6 sleet:1.6 winter:1 snowy:2.6`,
  fog: `fog:3 foggy:3 mist:2.8 misty:2.8 haze:2 hazy:2 smoke:1 smoky:1.4 steam:1`,
  storm: `storm:3.6 stormy:3.6 thunder:3.4 thunderstorm:4 lightning:3.6 tempest:3.8 hurricane:3.6 typhoon:3.6 gale:3 sandstorm:2.4 "heavy sea":2.6`,
  aurora: `aurora:4 "northern lights":4.4 "polar lights":4 borealis:4`,
  overcast: `overcast:3.4 cloudy:2.4 gloomy:2.4 grey:1 gray:1 bleak:2`,
} as const satisfies Vocabulary<string>;

export const moves = {
  "push-in": `"push in":4 "push-in":4 "pushing in":4 "zoom in":4 "zooms in":4 "zooming in":4 "dolly in":4 closer:2 approach:2 approaching:2 "move in":3 "moves in":3 "creep in":3`,
  "pull-out": `"pull out":4 "pull-out":4 "pulling out":4 "pull back":4 "pulls back":4 "pulling back":4 "zoom out":4 "zooms out":4 "zooming out":4 "dolly out":4 "reveals":1.6 reveal:2 "wide reveal":3`,
  "pan-left": `"pan left":4 "pans left":4 "panning left":4 "pan to the left":4 "track left":4 "tracking left":4 "truck left":4 "dolly left":4 "slide left":3 "right to left":3`,
  "pan-right": `"pan right":4 "pans right":4 "panning right":4 "pan to the right":4 "track right":4 "tracking right":4 "truck right":4 "dolly right":4 "slide right":3 "left to right":3
    pan:2 panning:2 tracking:1.8 "tracking shot":2.4 "dolly shot":2 "slow pan":2.4`,
  "tilt-up": `"tilt up":4 "tilts up":4 "tilting up":4 "look up":2.4 "looks up":2.4`,
  "tilt-down": `"tilt down":4 "tilts down":4 "tilting down":4`,
  "crane-up": `"crane up":4 "crane shot":3 "camera rises":4 "rising shot":3.4 ascending:2.6 ascends:2.6 "pedestal up":3.6 "jib up":4 crane:1.6`,
  "crane-down": `"crane down":4 descending:2.6 descends:2.6 "camera lowers":4 "jib down":4 "top down":2`,
  orbit: `orbit:2 orbiting:3 "slow orbit":4.4 arc:1.8 "orbit shot":4 circling:3 "360":3 rotating:1.8 "rotate around":4 turntable:4`,
  flyover: `flyover:4 "fly over":4 "flying over":3.4 "fly through":4 drone:2.6 aerial:2.8 "bird's eye":2.6 "low drone":3 fpv:3.4 "forward tracking":3 glide:2 gliding:2`,
  static: `static:3 "locked off":4 "locked-off":4 "lock off":4 tripod:3.4 still:0.8 "fixed camera":4 "no camera movement":5 "static shot":4 motionless:3`,
  handheld: `handheld:3.6 "hand held":3.6 "hand-held":3.6 shaky:3.4 documentary:1.8`,
} as const satisfies Vocabulary<string>;

export const paces = {
  slow: `slow:2 slowly:2 gentle:2 gently:2 calm:1.4 serene:1.4 subtle:2 drift:1.2 drifting:1.2 peaceful:1.2 creeping:2 timelapse:0.2`,
  fast: `fast:2 quick:2 quickly:2 rapid:2 energetic:2 dynamic:1.6 whip:3 hyperlapse:2.4 racing:2 speeding:2 rushing:2 dramatic:0.4`,
} as const satisfies Vocabulary<string>;

export const subjects = {
  boat: `boat:2 sailboat:3 sail:1.6 ship:2 yacht:2.4 sailing:1.6 canoe:2 kayak:2 rowboat:2 fisherman:1.6`,
  paperBoat: `"paper boat":4 "paper ship":4 "paper boats":4 "origami boat":4`,
  lighthouse: `lighthouse:3 beacon:1.6`,
  cabin: `cabin:3 hut:3 cottage:3 chalet:3 lodge:2.4 farmhouse:2.4 barn:2.4 house:1.4`,
  umbrella: `umbrella:3 parasol:2`,
  figure: `man:2 woman:2 person:2 people:1.4 girl:2 boy:2 child:2 children:1.6 figure:2.4 traveler:2 traveller:2 hiker:2.4 detective:2 silhouette:2 couple:1.6
    monk:2 knight:2 samurai:2 astronaut:2 nomad:2 runner:2 walker:2 stranger:2 human:1.6 someone:1.6 commuter:2 climber:2 skier:1.8 surfer:1.8`,
  balloon: `balloon:3 balloons:3 "hot air balloon":4 airship:2`,
  birds: `bird:2.4 seagull:2.4 crow:2.4 raven:2.4 flock:2.4 goose:2.4 geese:2.4 swallow:1.6 eagle:2 gull:2.4 pigeon:2`,
  tree: `"lone tree":4 "single tree":4 "lonely tree":4 oak:2.4 tree:1 acacia:2.6 baobab:2.6`,
  moon: `moon:2.4 moonlit:1.6 moonlight:1.6 "full moon":3 lunar:1.4`,
  sun: `sun:2 sunrise:1.6 sunset:1.6 sunlit:1`,
  rings: `ring:1 ringed:3 rings:2 saturn:3`,
  vase: `vase:3 celadon:4 pottery:2 ceramic:1.6 porcelain:1.6 jug:2 pitcher:2`,
  bottle: `bottle:2.6 wine:1.6 whisky:1.6 whiskey:1.6 champagne:1.6 beer:1.4 juice:1.4 serum:2 skincare:1.6`,
  perfume: `perfume:3 fragrance:3 cologne:3 cosmetic:1.6 cosmetics:1.6`,
  cup: `cup:2.4 mug:2.6 coffee:2 teacup:3 tea:1.2 espresso:2.4 latte:2.4 cappuccino:2.4`,
  jar: `jar:2.6 cream:1.8 candle:2.4 honey:1.6 soap:1.4 can:0.8`,
  fruit: `fruit:2 orange:1.6 apple:2 lemon:2 pear:2 peach:2 sphere:1.4 ball:1.2 pomegranate:2`,
} as const satisfies Vocabulary<string>;

export const accents = {
  red: `red:2 crimson:2 scarlet:2 ruby:2 vermilion:2`,
  orange: `orange:1.6 amber:2 copper:1.8 rust:1.6 tangerine:2`,
  terracotta: `terracotta:3 clay:2 adobe:2 ochre:2`,
  yellow: `yellow:2 mustard:2 lemon:1`,
  gold: `gold:2 golden:1 brass:2 gilded:2`,
  green: `green:2 emerald:2.4 jade:2.4 olive:2 moss:1`,
  sage: `celadon:3 sage:3 eucalyptus:2 mint:2 pistachio:2`,
  teal: `teal:2.4 turquoise:2.4 cyan:2.4 aqua:2 aquamarine:2.4`,
  blue: `blue:2 navy:2 cobalt:2.4 azure:2.4 indigo:2.4 sapphire:2.4`,
  violet: `violet:2.4 purple:2.4 lavender:2 lilac:2.4 amethyst:2.4`,
  pink: `pink:2.4 magenta:2.4 rose:2 fuchsia:2.4 blush:2`,
  white: `white:1.4 ivory:2 cream:1 pearl:2`,
  black: `black:1.4 onyx:2 obsidian:2 charcoal:2`,
} as const satisfies Vocabulary<string>;

export const grades = {
  neon: `neon:3 cyberpunk:3 synthwave:3 vaporwave:3 electric:1.4 glowing:1`,
  pastel: `pastel:3 dreamy:1.6 delicate:1.4 airy:1.6 minimal:1 minimalist:1.2`,
  mono: `monochrome:4 "black and white":4 "black-and-white":4 noir:2.4 greyscale:4 grayscale:4`,
  muted: `muted:2.4 desaturated:3 moody:1.6 bleak:2 cold:1.2 somber:2 sombre:2 gritty:2`,
  vivid: `vivid:3 vibrant:3 colorful:3 colourful:3 saturated:3 bold:1.4`,
} as const satisfies Vocabulary<string>;
