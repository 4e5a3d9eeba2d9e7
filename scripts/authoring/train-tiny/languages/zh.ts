/**
 * Chinese: no inflection, no spaces, the place before the verb. Each character is a word of its own
 * to a tokenizer of the BERT family.
 */
import type { Place, Subject, SubjectQuality, Thing, ThingQuality, Time, Verb } from '../meanings';
import { type Concept, isFrequency, type Language, type Word, words } from './language';

const subjects: Record<Subject, string> = {
  cat: '猫',
  dog: '狗',
  girl: '女孩',
  boy: '男孩',
  woman: '女人',
  man: '男人',
  teacher: '老师',
  bird: '鸟',
  horse: '马',
};
/** Longer ones take the particle 的. */
const subjectQualities: Record<SubjectQuality, string> = {
  small: '小',
  big: '大',
  beautiful: '美丽',
  good: '好',
  clever: '聪明',
  happy: '快乐',
};
const verbs: Record<Verb, string> = {
  drinks: '喝',
  eats: '吃',
  reads: '读',
  sees: '看见',
  finds: '找到',
  buys: '买',
  brings: '带来',
  sells: '卖',
};
const objects: Record<Thing, string> = {
  milk: '牛奶',
  water: '水',
  tea: '茶',
  bread: '面包',
  fish: '鱼',
  apple: '苹果',
  rice: '米饭',
  book: '书',
  letter: '信',
  newspaper: '报纸',
  flower: '花',
  ball: '球',
  key: '钥匙',
};
const objectQualities: Record<ThingQuality, string> = {
  new: '新',
  old: '旧',
  white: '白',
  red: '红',
};
const places: Record<Place, string> = {
  kitchen: '厨房',
  garden: '院子',
  house: '家',
  school: '学校',
  market: '市场',
  park: '公园',
  city: '城市',
  village: '村庄',
};
const times: Record<Time, string> = { today: '今天', now: '现在', often: '常常', always: '总是' };

/** Character by character. */
const spell = (means: Concept | null, text: string): Word[] => words(means, ...text);

const describe = (quality: Concept, text: string): Word[] => [
  ...spell(quality, text),
  ...(text.length > 1 ? spell(null, '的') : []),
];

export const chinese: Language = {
  code: 'zh',
  name: 'Chinese',
  exposure: 0.5,
  gap: '',
  say({ subject, subjectIs, verb, object, objectIs, place, time }) {
    const when = time ? spell(time, times[time]) : [];
    const often = isFrequency(time);
    const where = place
      ? [...spell('in', '在'), ...spell(place, places[place]), ...spell('in', '里')]
      : [];
    return [
      ...(often ? [] : when),
      ...(subjectIs ? describe(subjectIs, subjectQualities[subjectIs]) : []),
      ...spell(subject, subjects[subject]),
      ...(often ? when : []),
      ...where,
      ...spell(verb, verbs[verb]),
      ...(objectIs ? spell(objectIs, objectQualities[objectIs]) : []),
      ...spell(object, objects[object]),
      ...spell('.', '。'),
    ];
  },
};
