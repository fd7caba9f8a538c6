import { provesConformance } from "./suite.ts";
import { kling } from "./vendors/kling.ts";

provesConformance(kling);
