import { provesConformance } from "./suite.ts";
import { atlasCloud } from "./vendors/atlas-cloud.ts";

provesConformance(atlasCloud);
