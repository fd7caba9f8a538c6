/** A small ray tracer for still rooms: boxes and balls, y is up, lengths are metres. */
export type Box = {
  kind: "box";
  low: readonly [number, number, number];
  high: readonly [number, number, number];
  tint: number;
};
export type Ball = { kind: "ball"; at: readonly [number, number, number]; radius: number; tint: number };
export type Solid = Box | Ball;

/** The nearest thing that a ray meets: distance (Infinity for nothing), normal and the solid's tint. */
export type Hit = { t: number; nx: number; ny: number; nz: number; tint: number };

export type Ray = { ox: number; oy: number; oz: number; dx: number; dy: number; dz: number };

function meetBall(ball: Ball, ray: Ray, hit: Hit): void {
  const px = ray.ox - ball.at[0];
  const py = ray.oy - ball.at[1];
  const pz = ray.oz - ball.at[2];
  const b = px * ray.dx + py * ray.dy + pz * ray.dz;
  const c = px * px + py * py + pz * pz - ball.radius * ball.radius;
  const root = b * b - c;
  if (root < 0) return;
  const t = -b - Math.sqrt(root);
  if (t < 1e-3 || t >= hit.t) return;
  hit.t = t;
  hit.nx = (px + ray.dx * t) / ball.radius;
  hit.ny = (py + ray.dy * t) / ball.radius;
  hit.nz = (pz + ray.dz * t) / ball.radius;
  hit.tint = ball.tint;
}

function meetBox(box: Box, ray: Ray, hit: Hit): void {
  const ix = 1 / ray.dx;
  const iy = 1 / ray.dy;
  const iz = 1 / ray.dz;
  const x0 = (box.low[0] - ray.ox) * ix;
  const x1 = (box.high[0] - ray.ox) * ix;
  const y0 = (box.low[1] - ray.oy) * iy;
  const y1 = (box.high[1] - ray.oy) * iy;
  const z0 = (box.low[2] - ray.oz) * iz;
  const z1 = (box.high[2] - ray.oz) * iz;
  const nearX = Math.min(x0, x1);
  const nearY = Math.min(y0, y1);
  const nearZ = Math.min(z0, z1);
  const near = Math.max(nearX, nearY, nearZ);
  const far = Math.min(Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
  if (near > far || near < 1e-3 || near >= hit.t) return;
  hit.t = near;
  hit.nx = near === nearX ? -Math.sign(ray.dx) : 0;
  hit.ny = near === nearY && hit.nx === 0 ? -Math.sign(ray.dy) : 0;
  hit.nz = hit.nx === 0 && hit.ny === 0 ? -Math.sign(ray.dz) : 0;
  hit.tint = box.tint;
}

export function trace(solids: readonly Solid[], ray: Ray, hit: Hit): void {
  hit.t = Number.POSITIVE_INFINITY;
  for (const solid of solids) {
    if (solid.kind === "box") meetBox(solid, ray, hit);
    else meetBall(solid, ray, hit);
  }
}
