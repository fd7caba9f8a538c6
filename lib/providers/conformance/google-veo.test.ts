import { provesConformance } from "./suite.ts";
import { googleVeo } from "./vendors/google-veo.ts";

provesConformance(googleVeo);
