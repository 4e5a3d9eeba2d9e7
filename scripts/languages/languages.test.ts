/** Which language is chosen, and how a sentence with values in it comes to stand in another. */
import { chooseLanguage } from './choose';
import { createTongue } from './phrases';

describe('a language', () => {
  test.each([
    ['de', {}, 'de'],
    ['zh-Hans-CN', { LANG: 'fr_FR.UTF-8' }, 'zh'],
    ['ES', {}, 'es'],
    [undefined, { LANG: 'hi_IN.UTF-8' }, 'hi'],
    [undefined, { LANG: 'hi_IN', LC_ALL: 'fr_CA.UTF-8' }, 'fr'],
    [undefined, { LC_MESSAGES: 'es', LANG: 'de_DE' }, 'es'],
    [undefined, { LANG: 'C.UTF-8' }, 'en'],
    [undefined, { LC_ALL: 'POSIX', LANG: 'de_DE' }, 'en'],
    [undefined, { LANG: 'nl_NL.UTF-8' }, 'en'],
  ])('asked for as %j with %j is %s', (asked, environment, code) => {
    expect(chooseLanguage(asked, environment as NodeJS.ProcessEnv)).toBe(code);
  });

  test('that there is not is refused with those that there are', () => {
    expect(() => chooseLanguage('dee', {})).toThrow(
      '--lang dee: did you mean de? there are en, es, de, fr, zh, hi',
    );
    expect(() => chooseLanguage('klingon', {})).toThrow('--lang klingon: there are en, es');
  });
});

describe('a phrase', () => {
  const tongue = createTongue('de', {
    'wrong answer': 'falsche Antwort',
    '{count} of {all} numbers are off': {
      one: '{count} von {all} Zahlen ist falsch',
      other: '{count} von {all} Zahlen sind falsch',
    },
    '{name} threw {what}': '{name} warf {what}',
    '{name} threw {what} twice': '{what} kam zweimal von {name}',
  });

  test('is said with its values, in the plural that its count asks for', () => {
    const english = '{count} of {all} numbers are off';
    expect(tongue.say(english, { count: 1, all: 4 })).toBe('1 von 4 Zahlen ist falsch');
    expect(tongue.say(english, { count: 2, all: 4 })).toBe('2 von 4 Zahlen sind falsch');
  });

  test('that was made elsewhere is found by what is fixed in it, the longest first', () => {
    expect(tongue.translate('wrong answer')).toBe('falsche Antwort');
    expect(tongue.translate('1 of 9 numbers are off')).toBe('1 von 9 Zahlen ist falsch');
    expect(tongue.translate('f threw Error: {name}')).toBe('f warf Error: {name}');
    expect(tongue.translate('f threw Error: x twice')).toBe('Error: x kam zweimal von f');
  });

  test('that was made of several is found piece by piece', () => {
    const german = createTongue('de', {
      '{says}; {also}': '{says}; {also}',
      'expected {wanted}, got {got}': 'erwartet {wanted}, erhalten {got}',
      'expected {wanted} at {where}, got {got}': '{where}: erwartet {wanted}, erhalten {got}',
      'shape [{shape}]': 'Form [{shape}]',
    });
    expect(german.translate('expected shape [2], got shape [1]; expected 2 at [0], got 1')).toBe(
      'erwartet Form [2], erhalten Form [1]; [0]: erwartet 2, erhalten 1',
    );
  });

  test('that is not known stays English', () => {
    expect(tongue.say('{count} more', { count: 3 })).toBe('3 more');
    expect(tongue.translate('constructor')).toBe('constructor');
  });
});
