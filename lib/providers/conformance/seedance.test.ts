import { provesConformance } from "./suite.ts";
import { seedance } from "./vendors/seedance.ts";

provesConformance(seedance);
