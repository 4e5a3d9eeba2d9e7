/**
 * The frame of every page: one file that needs no network. The only script is the one given, and
 * the page's policy lets no other run.
 */
import { createHash } from 'node:crypto';
import { htmlText } from '../escape';
import { common } from './style';

function policyFor(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const scripts = script ? `; script-src 'sha256-${hash}'` : '';
  return `default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'${scripts}`;
}

export interface Page {
  /** As text. */
  title: string;
  /** As HTML. */
  body: readonly string[];
  /** What this kind of page has besides what all have. */
  style: string;
  script?: string;
}

/** A whole document. */
export function drawPage({ title, body, style, script = '' }: Page): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(title)}</title>`,
    `<style>${common}${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...body,
    '</main>',
    ...(script ? [`<script>${script}</script>`] : []),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A part of a page under a head of its own; `id` names both. */
export const section = (id: string, head: string, body: readonly string[]): string =>
  [
    `<section aria-labelledby="${id}-head">`,
    `<h2 id="${id}-head">${head}</h2>`,
    ...body,
    '</section>',
  ].join('\n');
