import { provesConformance } from "./suite.ts";
import { fal } from "./vendors/fal.ts";

provesConformance(fal);
