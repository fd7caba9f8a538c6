/**
 * The vendor's categories, gravest first, as ours and with the sentence the writer reads. Read in the moderation guide
 * and in `openai` 7.55.0, 2026-11-20.
 */
export const omniCategories: readonly { theirs: string; category: string; reason: string }[] = [
  {
    theirs: "sexual/minors",
    category: "sexual_minors",
    reason: "It sexualises a minor. Nothing like that is made here.",
  },
  {
    theirs: "self-harm/instructions",
    category: "self_harm",
    reason: "It shows how to hurt oneself. If you need help, please talk to someone you trust.",
  },
  {
    theirs: "self-harm/intent",
    category: "self_harm",
    reason: "It speaks of hurting oneself. If you need help, please talk to someone you trust.",
  },
  {
    theirs: "self-harm",
    category: "self_harm",
    reason: "It shows somebody hurting themselves. If you need help, please talk to someone you trust.",
  },
  {
    theirs: "hate/threatening",
    category: "hate",
    reason: "It threatens people for who they are. Change what the scene says about them.",
  },
  {
    theirs: "hate",
    category: "hate",
    reason: "It attacks people for who they are. Change what the scene says about them.",
  },
  {
    theirs: "harassment/threatening",
    category: "harassment",
    reason: "It threatens somebody. Tell the scene without the threat.",
  },
  {
    theirs: "harassment",
    category: "harassment",
    reason: "It demeans somebody. Tell the scene without the insult.",
  },
  {
    theirs: "illicit/violent",
    category: "weapons_instructions",
    reason: "It asks how to do violence. That is not made here.",
  },
  { theirs: "illicit", category: "illicit", reason: "It asks how to do something unlawful. Leave that out." },
  {
    theirs: "violence/graphic",
    category: "graphic_violence",
    reason: "It shows graphic violence. Keep the moment, leave out the gore.",
  },
  {
    theirs: "violence",
    category: "violence",
    reason: "It shows violence. Keep the tension, leave out the injury.",
  },
  {
    theirs: "sexual",
    category: "sexual",
    reason: "It holds sexual content. Describe the scene without it.",
  },
];
