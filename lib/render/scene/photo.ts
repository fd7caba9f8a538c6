import { loadImage } from "@napi-rs/canvas";
import { lerp } from "./numbers.ts";
import { createLayer, type Layer } from "./paint/surface.ts";
import type { Picture, Stage } from "./stage.ts";

/** The uploaded file is not a picture that can be drawn; the message is for people. */
export class UnusableImage extends Error {}

const pixelsMax = 40_000_000;
/** Room around the picture for the camera, as a factor. */
const room = 1.2;

async function readImage(path: string, sideMax: number) {
  const { default: sharp } = await import("sharp");
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({
    operation: ["VipsForeignLoadJpegFile", "VipsForeignLoadPngFile", "VipsForeignLoadWebpFile"],
  });
  try {
    const png = await sharp(path, { failOn: "error", limitInputPixels: pixelsMax })
      .autoOrient()
      .resize({ width: sideMax, height: sideMax, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#101012" })
      .png({ compressionLevel: 1 })
      .toBuffer();
    return await loadImage(png);
  } catch {
    throw new UnusableImage("The image could not be read as a JPEG, PNG or WebP picture");
  }
}

type Drawable = Awaited<ReturnType<typeof readImage>>;

/** The picture again, large, soft and dark: fills what its own ratio leaves free. */
function paintBackdrop(stage: Stage, image: Drawable): Layer {
  const small = createLayer(stage.width / 6, stage.height / 6);
  const cover = Math.max(small.width / image.width, small.height / image.height) * 1.3;
  small.ctx.filter = `blur(${stage.unit / 75}px) saturate(1.2) brightness(.55)`;
  small.ctx.drawImage(
    image,
    (small.width - image.width * cover) / 2,
    (small.height - image.height * cover) / 2,
    image.width * cover,
    image.height * cover,
  );
  return small;
}

function paintPrint(stage: Stage, image: Drawable, fills: boolean): Layer {
  const side = fills ? Math.max : Math.min;
  const size = side(stage.width / image.width, stage.height / image.height) * (fills ? room : 1);
  const pad = fills ? 0 : Math.ceil(stage.unit * 0.06);
  const print = createLayer(image.width * size + pad * 2, image.height * size + pad * 2);
  print.ctx.imageSmoothingQuality = "high";
  if (pad > 0) {
    print.ctx.shadowColor = "rgba(0,0,0,.6)";
    print.ctx.shadowBlur = pad * 0.8;
  }
  print.ctx.drawImage(image, pad, pad, image.width * size, image.height * size);
  return print;
}

/** The camera over an uploaded picture; a picture of another ratio is shown whole over a blurred copy of itself. */
export async function buildPhoto(stage: Stage, path: string): Promise<Picture> {
  const { width, height } = stage;
  const image = await readImage(path, Math.ceil(Math.max(width, height) * 1.5));
  const ratio = image.width / image.height / (width / height);
  const fills = ratio > 0.78 && ratio < 1.28;
  const print = paintPrint(stage, image, fills);
  const backdrop = fills ? undefined : paintBackdrop(stage, image);
  return (ctx, shot) => {
    ctx.imageSmoothingQuality = "medium";
    if (backdrop) {
      const w = width * 1.14;
      const h = height * 1.14;
      ctx.drawImage(
        backdrop.canvas,
        (width - w) / 2 - shot.x * width * 0.03,
        (height - h) / 2 + shot.y * height * 0.03,
        w,
        h,
      );
    }
    const near = Math.min(1, (shot.zoom - 1) / 0.16);
    const z = fills ? lerp(1 / room + 0.035, 1, near) : lerp(1, 1.09, near);
    const w = print.width * z;
    const h = print.height * z;
    const freeX = fills ? Math.max(0, (w - width) / 2) : width * 0.035;
    const freeY = fills ? Math.max(0, (h - height) / 2) : height * 0.025;
    const x = (shot.x + shot.orbit * 0.8) * 0.92;
    ctx.drawImage(print.canvas, (width - w) / 2 - x * freeX, (height - h) / 2 + shot.y * 0.92 * freeY, w, h);
  };
}
