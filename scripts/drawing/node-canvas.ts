/**
 * node-canvas, which is optional: what the kit uses of it, since its own types may be absent like the
 * rest of it, and how to come by it.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../reference/root';
import type { Canvas2D } from './draw';

/** What the kit uses of node-canvas's context beside what a browser's page uses. */
export interface Context extends Canvas2D {
  lineJoin: string;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  /** Letters as outlines, or as letters that a reader of a PDF can select. */
  textDrawingMode: 'path' | 'glyph';
  setLineDash(segments: number[]): void;
  scale(x: number, y: number): void;
  measureText(text: string): { width: number };
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}

export interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d', settings?: { alpha: boolean }): Context;
  toBuffer(
    done: (error: Error | null, png: Buffer) => void,
    mime: 'image/png',
    config: { compressionLevel: number; filters: number; resolution: number },
  ): void;
  toBuffer(
    mime: 'application/pdf',
    config: { title: string; subject: string; creator: string },
  ): Buffer;
}

/** The module. */
export interface NodeCanvas {
  createCanvas(width: number, height: number, kind?: 'pdf'): Canvas;
  registerFont(path: string, face: { family: string; weight: string }): void;
}

/** Why there is no node-canvas, and the command that brings it. */
export interface NoCanvas {
  missing: string;
  next: string;
}

/** An npm that is told to run no install scripts leaves a package without its native part. */
const lacksNative: NoCanvas = {
  missing: 'its native part is not there, as where npm is told to ignore-scripts',
  next: 'npm rebuild canvas --ignore-scripts=false --foreground-scripts',
};
const reinstall = 'npm install --no-save --foreground-scripts';

/** node-canvas, or why it cannot be had. */
export function loadCanvas(): NodeCanvas | NoCanvas {
  try {
    return createRequire(join(root, 'package.json'))('canvas') as NodeCanvas;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND') {
      const isThere = existsSync(join(root, 'node_modules', 'canvas'));
      return isThere ? lacksNative : { missing: 'it is not installed', next: reinstall };
    }
    const [says = ''] = message.split('\n');
    return { missing: says, next: reinstall };
  }
}

/** The line that stands where pictures would. */
export const noPictures = ({ missing, next }: NoCanvas): string =>
  `No pictures without node-canvas (${missing}). To get it: ${next}`;
