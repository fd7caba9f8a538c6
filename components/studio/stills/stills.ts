import aurora from "./aurora.webp";
import bottle from "./bottle.webp";
import city from "./city.webp";
import clouds from "./clouds.webp";
import dunes from "./dunes.webp";
import forest from "./forest.webp";
import interior from "./interior.webp";
import lighthouse from "./lighthouse.webp";
import meadow from "./meadow.webp";
import planet from "./planet.webp";
import sea from "./sea.webp";
import umbrella from "./umbrella.webp";

/** Frames of the built-in animatic, in the order of the contact sheet. */
export const stills = [
  sea,
  forest,
  lighthouse,
  bottle,
  planet,
  interior,
  dunes,
  aurora,
  umbrella,
  meadow,
  clouds,
  city,
] as const;

/** The pictures that belong to the example prompts. */
export const exampleStills = [lighthouse, umbrella, sea] as const;
