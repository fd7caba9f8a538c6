import { provesConformance } from "./suite.ts";
import { generic } from "./vendors/generic.ts";

provesConformance(generic);
