import abstract from "./abstract.webp";
import aurora from "./aurora.webp";
import bottle from "./bottle.webp";
import clouds from "./clouds.webp";
import dunes from "./dunes.webp";
import interior from "./interior.webp";
import lighthouse from "./lighthouse.webp";
import planet from "./planet.webp";
import ridges from "./ridges.webp";
import sea from "./sea.webp";
import terraces from "./terraces.webp";
import umbrella from "./umbrella.webp";

/** Frames of the built-in animatic, in the order of the contact sheet. */
export const stills = [
  sea,
  ridges,
  lighthouse,
  bottle,
  planet,
  interior,
  dunes,
  aurora,
  umbrella,
  terraces,
  clouds,
  abstract,
] as const;

/** The pictures that belong to the example prompts. */
export const exampleStills = [lighthouse, umbrella, sea] as const;
