import { provesConformance } from "./suite.ts";
import { replicate } from "./vendors/replicate.ts";

provesConformance(replicate);
