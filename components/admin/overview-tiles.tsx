import type { OverviewView } from "#lib/contract/health.ts";
import { figuresOf } from "./figures.ts";
import { DeliveredTile, ReadyTile, ReviewTile, StuckTile } from "./overview-tile.tsx";

/** Four figures: stuck, speed, queue, deliveries. */
export function OverviewTiles({ overview }: { overview: OverviewView }) {
  const figures = figuresOf(overview);
  return (
    <div className="grid grid-cols-2 gap-3 tablet:gap-4 wide:grid-cols-4">
      <StuckTile figures={figures} />
      <ReadyTile speed={overview.queuedToReady} />
      <ReviewTile overview={overview} />
      <DeliveredTile figures={figures} />
    </div>
  );
}
