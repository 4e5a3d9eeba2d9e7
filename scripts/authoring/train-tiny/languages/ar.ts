/** Arabic: the verb first, qualities after their noun, the article written onto the word. */
import type { Place, Subject, SubjectQuality, Thing, ThingQuality, Time, Verb } from '../meanings';
import { type Language, words } from './language';

type Gender = 'm' | 'f';

const subjects: Record<Subject, [string, Gender]> = {
  cat: ['القطة', 'f'],
  dog: ['الكلب', 'm'],
  girl: ['الفتاة', 'f'],
  boy: ['الولد', 'm'],
  woman: ['المرأة', 'f'],
  man: ['الرجل', 'm'],
  teacher: ['المعلم', 'm'],
  bird: ['الطائر', 'm'],
  horse: ['الحصان', 'm'],
};
const subjectQualities: Record<SubjectQuality, Record<Gender, string>> = {
  small: { m: 'الصغير', f: 'الصغيرة' },
  big: { m: 'الكبير', f: 'الكبيرة' },
  beautiful: { m: 'الجميل', f: 'الجميلة' },
  good: { m: 'الطيب', f: 'الطيبة' },
  clever: { m: 'الذكي', f: 'الذكية' },
  happy: { m: 'السعيد', f: 'السعيدة' },
};
const verbs: Record<Verb, Record<Gender, string>> = {
  drinks: { m: 'يشرب', f: 'تشرب' },
  eats: { m: 'يأكل', f: 'تأكل' },
  reads: { m: 'يقرأ', f: 'تقرأ' },
  sees: { m: 'يرى', f: 'ترى' },
  finds: { m: 'يجد', f: 'تجد' },
  buys: { m: 'يشتري', f: 'تشتري' },
  brings: { m: 'يحضر', f: 'تحضر' },
  sells: { m: 'يبيع', f: 'تبيع' },
};
const objects: Record<Thing, [string, Gender]> = {
  milk: ['الحليب', 'm'],
  water: ['الماء', 'm'],
  tea: ['الشاي', 'm'],
  bread: ['الخبز', 'm'],
  fish: ['السمك', 'm'],
  apple: ['التفاحة', 'f'],
  rice: ['الأرز', 'm'],
  book: ['الكتاب', 'm'],
  letter: ['الرسالة', 'f'],
  newspaper: ['الجريدة', 'f'],
  flower: ['الزهرة', 'f'],
  ball: ['الكرة', 'f'],
  key: ['المفتاح', 'm'],
};
const objectQualities: Record<ThingQuality, Record<Gender, string>> = {
  new: { m: 'الجديد', f: 'الجديدة' },
  old: { m: 'القديم', f: 'القديمة' },
  white: { m: 'الأبيض', f: 'البيضاء' },
  red: { m: 'الأحمر', f: 'الحمراء' },
};
const places: Record<Place, string> = {
  kitchen: 'المطبخ',
  garden: 'الحديقة',
  house: 'البيت',
  school: 'المدرسة',
  market: 'السوق',
  park: 'المنتزه',
  city: 'المدينة',
  village: 'القرية',
};
const times: Record<Time, string> = {
  today: 'اليوم',
  now: 'الآن',
  often: 'غالبا',
  always: 'دائما',
};

export const arabic: Language = {
  code: 'ar',
  name: 'Arabic',
  exposure: 0.4,
  gap: ' ',
  say({ subject, subjectIs, verb, object, objectIs, place, time }) {
    const [who, gender] = subjects[subject];
    const [what, kind] = objects[object];
    return [
      ...words(verb, verbs[verb][gender]),
      ...words(subject, who),
      ...(subjectIs ? words(subjectIs, subjectQualities[subjectIs][gender]) : []),
      ...words(object, what),
      ...(objectIs ? words(objectIs, objectQualities[objectIs][kind]) : []),
      ...(place ? [...words('in', 'في'), ...words(place, places[place])] : []),
      ...(time ? words(time, times[time]) : []),
      ...words('.', '.'),
    ];
  },
};
