import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";

export type Ctx = SKRSContext2D;
export type Layer = { canvas: Canvas; ctx: Ctx; width: number; height: number };

export function createLayer(width: number, height: number): Layer {
  const canvas = createCanvas(Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));
  return { canvas, ctx: canvas.getContext("2d"), width: canvas.width, height: canvas.height };
}

/** Pixels computed one by one, then shown as a layer. */
export type Pixels = { width: number; height: number; data: Uint8ClampedArray; layer: Layer; show(): Layer };

export function createPixels(width: number, height: number): Pixels {
  const layer = createLayer(width, height);
  const image = layer.ctx.createImageData(layer.width, layer.height);
  return {
    width: layer.width,
    height: layer.height,
    data: image.data,
    layer,
    show: () => {
      layer.ctx.putImageData(image, 0, 0);
      return layer;
    },
  };
}

/** `shade` writes red, green, blue (0..255) and alpha (0..1) of one pixel into `out`. */
export type Shader = (x: number, y: number, out: Float64Array) => void;

export function paintPixels(width: number, height: number, shade: Shader): Layer {
  const pixels = createPixels(width, height);
  const out = new Float64Array(4);
  let i = 0;
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < pixels.width; x++) {
      shade(x, y, out);
      pixels.data[i++] = out[0] ?? 0;
      pixels.data[i++] = out[1] ?? 0;
      pixels.data[i++] = out[2] ?? 0;
      pixels.data[i++] = (out[3] ?? 0) * 255;
    }
  }
  return pixels.show();
}

/** A blurred copy. Only while a scene is being built: blurring is never done per frame. */
export function blurred(source: Layer, radius: number): Layer {
  const copy = createLayer(source.width, source.height);
  copy.ctx.filter = `blur(${radius}px)`;
  copy.ctx.drawImage(source.canvas, 0, 0);
  copy.ctx.filter = "none";
  return copy;
}
