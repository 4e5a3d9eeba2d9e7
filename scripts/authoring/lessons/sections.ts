/**
 * The sections that every lesson has, in this order. A long lesson goes in halves: then each half is a
 * heading of its own, and the sections of the way through stand below both.
 */
const WAY = ['The idea', 'The formula', 'Worked by hand', 'Your task'];
const BEFORE = ['Learning objectives'];
const AFTER = ['Where people go wrong', 'Reflection', 'Next', 'Further'];
const SECTIONS = [...BEFORE, ...WAY, ...AFTER];

/** A section, its text without what is below further headings of the same list. */
export interface Section {
  title: string;
  text: string;
}

/** The sections of a lesson in their order; those of the way through come once a half. */
export function sectionsOf(text: string): Section[] {
  const [, ...parts] = text.split(/^#{2,3} /m);
  const sections: Section[] = [];
  for (const part of parts) {
    const [title = '', ...lines] = part.split('\n');
    const isSection = SECTIONS.includes(title.trim());
    const last = sections.at(-1);
    if (isSection) sections.push({ title: title.trim(), text: lines.join('\n').trim() });
    else if (last) last.text = `${last.text}\n\n${part}`.trim();
  }
  return sections;
}

/** Whether all sections are there in order, those of the way through once or once a half. */
export function isInOrder(titles: readonly string[]): boolean {
  const halves = titles.filter((title) => title === WAY[0]).length;
  const ways = Array.from({ length: Math.max(1, halves) }, () => WAY).flat();
  return String(titles) === String([...BEFORE, ...ways, ...AFTER]);
}

/** Sections that a lesson lacks or leaves empty. */
export function missingSections(text: string): string[] {
  const found = sectionsOf(text);
  return SECTIONS.filter((title) => !found.some((each) => each.title === title && each.text));
}

/** What a lesson says before the part that can be skipped. */
export const frontOf = (text: string): string => text.split('\n## Further\n')[0] ?? '';
