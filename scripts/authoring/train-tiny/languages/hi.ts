/** Hindi: the verb last, postpositions in place of prepositions, an auxiliary at the end. */
import type { Place, Subject, SubjectQuality, Thing, ThingQuality, Time, Verb } from '../meanings';
import { isFrequency, type Language, words } from './language';

type Gender = 'm' | 'f';

const subjects: Record<Subject, [string, Gender]> = {
  cat: ['बिल्ली', 'f'],
  dog: ['कुत्ता', 'm'],
  girl: ['लड़की', 'f'],
  boy: ['लड़का', 'm'],
  woman: ['औरत', 'f'],
  man: ['आदमी', 'm'],
  teacher: ['शिक्षक', 'm'],
  bird: ['चिड़िया', 'f'],
  horse: ['घोड़ा', 'm'],
};
const subjectQualities: Record<SubjectQuality, Record<Gender, string>> = {
  small: { m: 'छोटा', f: 'छोटी' },
  big: { m: 'बड़ा', f: 'बड़ी' },
  beautiful: { m: 'सुंदर', f: 'सुंदर' },
  good: { m: 'अच्छा', f: 'अच्छी' },
  clever: { m: 'होशियार', f: 'होशियार' },
  happy: { m: 'खुश', f: 'खुश' },
};
const verbs: Record<Verb, Record<Gender, string>> = {
  drinks: { m: 'पीता', f: 'पीती' },
  eats: { m: 'खाता', f: 'खाती' },
  reads: { m: 'पढ़ता', f: 'पढ़ती' },
  sees: { m: 'देखता', f: 'देखती' },
  finds: { m: 'ढूँढता', f: 'ढूँढती' },
  buys: { m: 'खरीदता', f: 'खरीदती' },
  brings: { m: 'लाता', f: 'लाती' },
  sells: { m: 'बेचता', f: 'बेचती' },
};
const objects: Record<Thing, [string, Gender]> = {
  milk: ['दूध', 'm'],
  water: ['पानी', 'm'],
  tea: ['चाय', 'f'],
  bread: ['रोटी', 'f'],
  fish: ['मछली', 'f'],
  apple: ['सेब', 'm'],
  rice: ['चावल', 'm'],
  book: ['किताब', 'f'],
  letter: ['चिट्ठी', 'f'],
  newspaper: ['अखबार', 'm'],
  flower: ['फूल', 'm'],
  ball: ['गेंद', 'f'],
  key: ['चाबी', 'f'],
};
const objectQualities: Record<ThingQuality, Record<Gender, string>> = {
  new: { m: 'नया', f: 'नई' },
  old: { m: 'पुराना', f: 'पुरानी' },
  white: { m: 'सफेद', f: 'सफेद' },
  red: { m: 'लाल', f: 'लाल' },
};
const places: Record<Place, string> = {
  kitchen: 'रसोई',
  garden: 'बगीचे',
  house: 'घर',
  school: 'स्कूल',
  market: 'बाजार',
  park: 'पार्क',
  city: 'शहर',
  village: 'गाँव',
};
const times: Record<Time, string> = { today: 'आज', now: 'अब', often: 'अक्सर', always: 'हमेशा' };

export const hindi: Language = {
  code: 'hi',
  name: 'Hindi',
  exposure: 0.4,
  gap: ' ',
  say({ subject, subjectIs, verb, object, objectIs, place, time }) {
    const [who, gender] = subjects[subject];
    const [what, kind] = objects[object];
    const when = time ? words(time, times[time]) : [];
    const often = isFrequency(time);
    return [
      ...(often ? [] : when),
      ...(subjectIs ? words(subjectIs, subjectQualities[subjectIs][gender]) : []),
      ...words(subject, who),
      ...(often ? when : []),
      ...(place ? [...words(place, places[place]), ...words('in', 'में')] : []),
      ...(objectIs ? words(objectIs, objectQualities[objectIs][kind]) : []),
      ...words(object, what),
      ...words(verb, verbs[verb][gender]),
      ...words(null, 'है'),
      ...words('.', '।'),
    ];
  },
};
