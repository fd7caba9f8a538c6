import { provesConformance } from "./suite.ts";
import { klingLegacy } from "./vendors/kling-legacy.ts";

provesConformance(klingLegacy);
