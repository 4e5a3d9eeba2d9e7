/** How the pages look: in the reader's colours, from 360 pixels up, and on paper. */

/** What all pages have. */
export const common = `
:root { color-scheme: light dark; --paper: #fff; --ground: #f7f7f5; --ink: #1b1b25; --muted: #5c5c6b;
  --line: #deded8; --accent: #1f6f7a; --good: #1a6b3c; --bad: #a3341f; }
@media (prefers-color-scheme: dark) { :root { --paper: #17171d; --ground: #101015; --ink: #e9e9f0;
  --muted: #a2a2b2; --line: #32323c; --accent: #5fb8c4; --good: #6fcf97; --bad: #f0907c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 0 0 0.5rem; font-size: 1.2rem; line-height: 1.3; }
section { margin-top: 1.25rem; padding: 1rem 1.25rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 8px; }
p { margin: 0.5rem 0; max-width: 46rem; }
.note { color: var(--muted); font-size: 0.9rem; }
a { color: var(--accent); }
code { font: 0.9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.share { display: inline-block; width: 4.5rem; height: 0.6rem; margin-right: 0.5rem;
  border: 1px solid var(--accent); border-radius: 2px; vertical-align: middle; }
.share svg { display: block; width: 100%; height: 100%; }
.share rect { fill: var(--accent); }

@media (max-width: 40rem) { section { padding: 0.75rem; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #000; --muted: #444; --line: #bbb;
    --accent: #1f6f7a; --good: #1a6b3c; --bad: #a3341f; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  section { padding: 0.5rem 0; border: 0; }
  h2 { break-after: avoid; } tr, li, blockquote { break-inside: avoid; }
}
`;

/** What only the page of the class has: facts, histogram, tables. */
export const ofClass = `
dl.facts { display: flex; flex-wrap: wrap; gap: 0.75rem 2.5rem; margin: 1rem 0 0; }
dl.facts div { display: flex; flex-direction: column-reverse; }
dl.facts dd { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.2; }
dl.facts dt { color: var(--muted); font-size: 0.85rem; }

svg.bars { display: block; width: 100%; height: 100%; }
svg.bars rect { fill: var(--accent); }
.histogram { display: grid; grid-template: auto 11rem auto / repeat(var(--bins), 1fr); margin: 0.5rem 0;
  font-size: 0.75rem; text-align: center; font-variant-numeric: tabular-nums; }
.histogram svg { grid-area: 2 / 1 / 3 / -1; border-bottom: 1px solid var(--muted); }
.histogram .count { grid-row: 2; align-self: end; padding-bottom: 2px; z-index: 1; }
.histogram .from { grid-row: 3; color: var(--muted); padding-top: 2px; }
.small { display: inline-block; width: 7rem; height: 1.6rem; border-bottom: 1px solid var(--muted);
  vertical-align: middle; }
label { display: block; margin: 0.75rem 0 0.5rem; color: var(--muted); font-size: 0.9rem; }
input { width: 16rem; max-width: 100%; padding: 0.3rem 0.5rem; font: inherit; color: var(--ink);
  background: var(--paper); border: 1px solid var(--muted); border-radius: 4px; }
.percent { display: inline-block; min-width: 3.2em; }
.wide { overflow: auto; max-height: 85vh; }
table { width: 100%; border-collapse: collapse; font-size: 0.93rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { position: sticky; top: 0; z-index: 2; background: var(--paper); vertical-align: bottom;
  box-shadow: inset 0 -1px var(--muted); }
.number { text-align: right; white-space: nowrap; }
td.code { min-width: 7rem; }
td.prose { min-width: 14rem; }
th button { padding: 0; font: inherit; font-weight: 600; text-align: inherit; color: inherit;
  background: none; border: 0; cursor: pointer; }
th button::after { content: '↕' / ''; margin-left: 0.3em; color: var(--muted); opacity: 0.6; }
th[aria-sort=ascending] button::after { content: '↑' / ''; color: var(--accent); opacity: 1; }
th[aria-sort=descending] button::after { content: '↓' / ''; color: var(--accent); opacity: 1; }
tbody tr:hover { background: var(--ground); }
summary { cursor: pointer; }
details p { margin: 0.25rem 0; text-align: left; white-space: normal; }

@media (max-width: 40rem) {
  .histogram .count, .histogram .from:not(.fourth) { visibility: hidden; }
  .histogram .from { width: 0; justify-self: center; display: flex; justify-content: center; }
  .share { display: none; }
  th, td { padding: 0.3rem 0.4rem; }
  .small { width: 4rem; }
}
@media print {
  .wide { overflow: visible; max-height: none; } th { position: static; }
  label { display: none; } th button::after { content: none; } a { color: inherit; text-decoration: none; }
  .histogram { break-inside: avoid; }
}
`;

/** What only a student's page has: marks beside each head, and lists of tests. */
export const ofStudent = `
h2 .marks { float: right; margin-left: 1rem; color: var(--muted); font-weight: 500; }
ul.tests { margin: 0.5rem 0 0; padding: 0; list-style: none; }
ul.tests li { display: grid; grid-template-columns: 1.5rem 1fr auto; gap: 0 0.5rem; padding: 0.35rem 0;
  border-top: 1px solid var(--line); }
ul.tests .more { grid-column: 2 / -1; color: var(--muted); font-size: 0.9rem; }
.pass { color: var(--good); } .fail { color: var(--bad); } .mark { font-weight: 700; }
blockquote { clear: both; margin: 0.5rem 0; padding: 0.4rem 0.9rem; border-left: 4px solid var(--bad);
  background: var(--ground); }
`;
