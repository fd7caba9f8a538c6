import { provesConformance } from "./suite.ts";
import { runway } from "./vendors/runway.ts";

provesConformance(runway);
