/** English: subject, verb, object; articles; in this kit a concept is named by its English word. */
import { type Concept, isFrequency, type Language, words } from './language';

const one = (concept: Concept | null) => (concept ? words(concept, concept) : []);

export const english: Language = {
  code: 'en',
  name: 'English',
  exposure: 1,
  gap: ' ',
  say({ subject, subjectIs, verb, object, objectIs, place, time }) {
    const often = isFrequency(time);
    return [
      ...(often ? [] : one(time)),
      ...words(null, 'the'),
      ...one(subjectIs),
      ...one(subject),
      ...(often ? one(time) : []),
      ...one(verb),
      ...words(null, 'the'),
      ...one(objectIs),
      ...one(object),
      ...(place ? [...words('in', 'in'), ...words(null, 'the'), ...words(place, place)] : []),
      ...words('.', '.'),
    ];
  },
};
