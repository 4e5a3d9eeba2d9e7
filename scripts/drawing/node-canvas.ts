/**
 * node-canvas, which is optional: what the kit uses of it, since its own types may be absent like the
 * rest of it, and how to come by it.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../reference/root';
import type { Canvas2D } from './draw';

/** What the kit uses of node-canvas's context beside what a browser's page uses. */
export interface Context extends Canvas2D {
  strokeStyle: unknown;
  lineWidth: number;
  lineJoin: string;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  closePath(): void;
  fill(): void;
  stroke(): void;
  setLineDash(segments: number[]): void;
  scale(x: number, y: number): void;
  measureText(text: string): { width: number };
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}

export interface Canvas {
  getContext(kind: '2d', settings?: { alpha: boolean }): Context;
  toBuffer(
    done: (error: Error | null, png: Buffer) => void,
    mime: 'image/png',
    config: { compressionLevel: number; filters: number; resolution: number },
  ): void;
}

/** The module. */
export interface NodeCanvas {
  createCanvas(width: number, height: number): Canvas;
  registerFont(path: string, face: { family: string; weight: string }): void;
}

/** node-canvas, or why it cannot be had. */
export function loadCanvas(): NodeCanvas | { missing: string } {
  try {
    return createRequire(join(root, 'package.json'))('canvas') as NodeCanvas;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [says = ''] = message.split('\n');
    return { missing: code === 'MODULE_NOT_FOUND' ? 'it is not installed' : says };
  }
}

/** The line that stands where pictures would. */
export const noPictures = (missing: string): string =>
  `No pictures without node-canvas (${missing}). To get it: npm install --no-save --foreground-scripts`;
