/** Greek: articles and three genders, the verb before the subject. */
import type { Place, Subject, SubjectQuality, Thing, ThingQuality, Time, Verb } from '../meanings';
import { type Language, words } from './language';

type Gender = 'm' | 'f' | 'n';

const nominative: Record<Gender, string> = { m: 'ο', f: 'η', n: 'το' };

const subjects: Record<Subject, [string, Gender]> = {
  cat: ['γάτα', 'f'],
  dog: ['σκύλος', 'm'],
  girl: ['κορίτσι', 'n'],
  boy: ['αγόρι', 'n'],
  woman: ['γυναίκα', 'f'],
  man: ['άντρας', 'm'],
  teacher: ['δάσκαλος', 'm'],
  bird: ['πουλί', 'n'],
  horse: ['άλογο', 'n'],
};
const subjectQualities: Record<SubjectQuality, Record<Gender, string>> = {
  small: { m: 'μικρός', f: 'μικρή', n: 'μικρό' },
  big: { m: 'μεγάλος', f: 'μεγάλη', n: 'μεγάλο' },
  beautiful: { m: 'όμορφος', f: 'όμορφη', n: 'όμορφο' },
  good: { m: 'καλός', f: 'καλή', n: 'καλό' },
  clever: { m: 'έξυπνος', f: 'έξυπνη', n: 'έξυπνο' },
  happy: { m: 'χαρούμενος', f: 'χαρούμενη', n: 'χαρούμενο' },
};
const verbs: Record<Verb, string> = {
  drinks: 'πίνει',
  eats: 'τρώει',
  reads: 'διαβάζει',
  sees: 'βλέπει',
  finds: 'βρίσκει',
  buys: 'αγοράζει',
  brings: 'φέρνει',
  sells: 'πουλάει',
};
/** In the accusative, with the article. */
const objects: Record<Thing, [article: string, noun: string, 'f' | 'n']> = {
  milk: ['το', 'γάλα', 'n'],
  water: ['το', 'νερό', 'n'],
  tea: ['το', 'τσάι', 'n'],
  bread: ['το', 'ψωμί', 'n'],
  fish: ['το', 'ψάρι', 'n'],
  apple: ['το', 'μήλο', 'n'],
  rice: ['το', 'ρύζι', 'n'],
  book: ['το', 'βιβλίο', 'n'],
  letter: ['το', 'γράμμα', 'n'],
  newspaper: ['την', 'εφημερίδα', 'f'],
  flower: ['το', 'λουλούδι', 'n'],
  ball: ['την', 'μπάλα', 'f'],
  key: ['το', 'κλειδί', 'n'],
};
const objectQualities: Record<ThingQuality, Record<'f' | 'n', string>> = {
  new: { f: 'καινούργια', n: 'καινούργιο' },
  old: { f: 'παλιά', n: 'παλιό' },
  white: { f: 'άσπρη', n: 'άσπρο' },
  red: { f: 'κόκκινη', n: 'κόκκινο' },
};
/** The preposition and the article are one word. */
const places: Record<Place, [preposition: string, noun: string]> = {
  kitchen: ['στην', 'κουζίνα'],
  garden: ['στον', 'κήπο'],
  house: ['στο', 'σπίτι'],
  school: ['στο', 'σχολείο'],
  market: ['στην', 'αγορά'],
  park: ['στο', 'πάρκο'],
  city: ['στην', 'πόλη'],
  village: ['στο', 'χωριό'],
};
const times: Record<Time, string> = {
  today: 'σήμερα',
  now: 'τώρα',
  often: 'συχνά',
  always: 'πάντα',
};

/** The article keeps its ν before vowels and hard consonants only. */
const accusative = (article: string, next: string): string =>
  article === 'την' && !/^(?:[αάεέηήιίοόυύωώκπτξψ]|μπ)/.test(next) ? 'τη' : article;

export const greek: Language = {
  code: 'el',
  name: 'Greek',
  exposure: 0.3,
  gap: ' ',
  say({ subject, subjectIs, verb, object, objectIs, place, time }) {
    const [who, gender] = subjects[subject];
    const [article, what, kind] = objects[object];
    const quality = objectIs && objectQualities[objectIs][kind];
    const [preposition = '', where = ''] = place ? places[place] : [];
    return [
      ...(time ? words(time, times[time]) : []),
      ...words(verb, verbs[verb]),
      ...words(null, nominative[gender]),
      ...(subjectIs ? words(subjectIs, subjectQualities[subjectIs][gender]) : []),
      ...words(subject, who),
      ...words(null, accusative(article, quality ?? what)),
      ...(objectIs && quality ? words(objectIs, quality) : []),
      ...words(object, what),
      ...(place ? [...words('in', preposition), ...words(place, where)] : []),
      ...words('.', '.'),
    ];
  },
};
