/** Questions to the explorer's server. */
import type { Attended } from '../../scenes/answer';
import type { PlainScene } from '../answers';
import type { Choices } from '../choices';

/** Said where a question has no answer. */
export interface Refusal {
  trouble: string;
}

async function ask<T>(
  question: string,
  asked: Readonly<Record<string, string>> = {},
): Promise<T | Refusal> {
  try {
    const response = await fetch(`/kata/${question}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(asked),
    });
    return await response.json();
  } catch {
    return { trouble: 'The explorer no longer answers; start it again with npm run explore.' };
  }
}

export const askChoices = () => ask<Choices>('choices');
export const askScene = (asked: Readonly<Record<string, string>>) =>
  ask<PlainScene>('scene', asked);
export const askReference = (asked: Record<string, string>) =>
  ask<Attended & { label: string }>('tfjs', asked);
/** @param exercise by its folder: the last of those that are loaded; the first page's where absent */
export const askWhyUnloaded = (who: string, exercise?: string) =>
  ask<{ file: string; says: string } | null>('why', { who, ...(exercise && { exercise }) });
/** The slug of the earliest exercise that does not pass, up to that one; null where all do. */
export const askEarliestBroken = (who: string, exercise?: string) =>
  ask<string | null>('earliest', { who, ...(exercise && { exercise }) });
/** One call of an exercise that needs libraries. */
export const askCall = (asked: { who: string; name: string; args: string }) =>
  ask<({ value: unknown } | { says: string }) & { printed: string[] }>('call', asked);
