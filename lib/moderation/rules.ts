/** Offline rules: a category is refused when one of its patterns matches. `reason` is what the writer reads. */
export const moderationRules: readonly { category: string; reason: string; patterns: readonly RegExp[] }[] = [
  {
    category: "sexual_minors",
    reason: "It sexualises a minor. Nothing like that is made here.",
    patterns: [
      /\b(child|children|kid|kids|minor|underage|teen(age)?r?|(school)?(girl|boy))s?\b[^.]{0,60}\b(nude|naked|sex(ual|y)?|porn\w*|erotic|undress\w*|lingerie)\b/i,
      /\b(nude|naked|sex(ual|y)?|porn\w*|erotic|undress\w*|lingerie)\b[^.]{0,60}\b(child|children|kid|kids|minor|underage|teen(age)?r?|school(girl|boy))s?\b/i,
    ],
  },
  {
    category: "sexual",
    reason: "It asks for sexual content. Describe the scene without it.",
    patterns: [/\b(porn\w*|hardcore sex|blowjob|cumshot|orgy|sex scene|explicit sex|masturbat\w*)\b/i],
  },
  {
    category: "self_harm",
    reason: "It shows somebody hurting themselves. If you need help, please talk to someone you trust.",
    patterns: [
      /\b(commit(s|ting)? suicide|kill(s|ing)? (him|her|them|my)sel(f|ves)|self[- ]harm\w*|slit(s|ting)? (his|her|their|my) wrists?|hang(s|ing)? (him|her|them|my)sel(f|ves))\b/i,
    ],
  },
  {
    category: "graphic_violence",
    reason: "It asks for graphic violence. Keep the moment, leave out the gore.",
    patterns: [
      /\b(behead\w*|decapitat\w*|dismember\w*|disembowel\w*|gore|torture(s|d|ing)? (a|an|the|some|him|her|them)|mutilat\w*)\b/i,
    ],
  },
  {
    category: "weapons_instructions",
    reason: "It asks how to build a weapon. That is not made here.",
    patterns: [
      /\b(how to|instructions? (for|to)|step[- ]by[- ]step)\b[^.]{0,40}\b(bomb|explosive|pipe bomb|nerve gas|napalm|grenade|ghost gun)s?\b/i,
    ],
  },
  {
    category: "hate",
    reason: "It attacks people for who they are. Change what the scene says about them.",
    patterns: [
      /\b(exterminate|gas|lynch|cleanse|eradicate) (all |the )?(jews?|muslims?|christians?|blacks?|immigrants?|gays?|trans people|roma)\b/i,
      /\b(white power|heil hitler|swastika)\b/i,
    ],
  },
  {
    category: "deceptive_likeness",
    reason: "It fakes a real person. Use an invented character instead.",
    patterns: [/\bdeep ?fake\b/i],
  },
];
