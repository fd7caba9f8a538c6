import { provesConformance } from "./suite.ts";
import { googleOmni } from "./vendors/google-omni.ts";

provesConformance(googleOmni);
