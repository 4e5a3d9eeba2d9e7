/** The sections that every lesson has, in this order. */
export const SECTIONS = [
  'Learning objectives',
  'The idea',
  'The formula',
  'Worked by hand',
  'Your task',
  'Where people go wrong',
  'Reflection',
  'Next',
];

/** Sections that a lesson lacks or leaves empty. */
export function missingSections(text: string): string[] {
  const [, ...parts] = text.split(/^## /m);
  const found = new Map(
    parts.map((part) => {
      const [title = '', ...lines] = part.split('\n');
      return [title.trim(), lines.join('\n').trim()];
    }),
  );
  return SECTIONS.filter((title) => !found.get(title));
}
