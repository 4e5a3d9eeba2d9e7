/** Russian: no articles, cases and genders, the place before the subject. */
import type { Place, Subject, SubjectQuality, Thing, ThingQuality, Time, Verb } from '../meanings';
import { isFrequency, type Language, words } from './language';

type Gender = 'm' | 'f' | 'n';

const subjects: Record<Subject, [string, 'm' | 'f']> = {
  cat: ['кошка', 'f'],
  dog: ['собака', 'f'],
  girl: ['девочка', 'f'],
  boy: ['мальчик', 'm'],
  woman: ['женщина', 'f'],
  man: ['мужчина', 'm'],
  teacher: ['учитель', 'm'],
  bird: ['птица', 'f'],
  horse: ['лошадь', 'f'],
};
const subjectQualities: Record<SubjectQuality, Record<'m' | 'f', string>> = {
  small: { m: 'маленький', f: 'маленькая' },
  big: { m: 'большой', f: 'большая' },
  beautiful: { m: 'красивый', f: 'красивая' },
  good: { m: 'хороший', f: 'хорошая' },
  clever: { m: 'умный', f: 'умная' },
  happy: { m: 'весёлый', f: 'весёлая' },
};
const verbs: Record<Verb, string> = {
  drinks: 'пьёт',
  eats: 'ест',
  reads: 'читает',
  sees: 'видит',
  finds: 'находит',
  buys: 'покупает',
  brings: 'приносит',
  sells: 'продаёт',
};
/** In the accusative. */
const objects: Record<Thing, [string, Gender]> = {
  milk: ['молоко', 'n'],
  water: ['воду', 'f'],
  tea: ['чай', 'm'],
  bread: ['хлеб', 'm'],
  fish: ['рыбу', 'f'],
  apple: ['яблоко', 'n'],
  rice: ['рис', 'm'],
  book: ['книгу', 'f'],
  letter: ['письмо', 'n'],
  newspaper: ['газету', 'f'],
  flower: ['цветок', 'm'],
  ball: ['мяч', 'm'],
  key: ['ключ', 'm'],
};
const objectQualities: Record<ThingQuality, Record<Gender, string>> = {
  new: { m: 'новый', f: 'новую', n: 'новое' },
  old: { m: 'старый', f: 'старую', n: 'старое' },
  white: { m: 'белый', f: 'белую', n: 'белое' },
  red: { m: 'красный', f: 'красную', n: 'красное' },
};
const places: Record<Place, [preposition: string, noun: string]> = {
  kitchen: ['на', 'кухне'],
  garden: ['в', 'саду'],
  house: ['в', 'доме'],
  school: ['в', 'школе'],
  market: ['на', 'рынке'],
  park: ['в', 'парке'],
  city: ['в', 'городе'],
  village: ['в', 'деревне'],
};
const times: Record<Time, string> = {
  today: 'сегодня',
  now: 'сейчас',
  often: 'часто',
  always: 'всегда',
};

export const russian: Language = {
  code: 'ru',
  name: 'Russian',
  exposure: 0.6,
  gap: ' ',
  say({ subject, subjectIs, verb, object, objectIs, place, time }) {
    const [who, gender] = subjects[subject];
    const [what, kind] = objects[object];
    const [preposition = '', where = ''] = place ? places[place] : [];
    const when = time ? words(time, times[time]) : [];
    const often = isFrequency(time);
    return [
      ...(often ? [] : when),
      ...(place ? [...words('in', preposition), ...words(place, where)] : []),
      ...(subjectIs ? words(subjectIs, subjectQualities[subjectIs][gender]) : []),
      ...words(subject, who),
      ...(often ? when : []),
      ...words(verb, verbs[verb]),
      ...(objectIs ? words(objectIs, objectQualities[objectIs][kind]) : []),
      ...words(object, what),
      ...words('.', '.'),
    ];
  },
};
