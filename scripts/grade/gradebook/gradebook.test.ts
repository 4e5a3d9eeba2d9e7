/** Gradebooks as four platforms export them: one column filled, every other byte as it was. */
import { type Choice, fillGradebook } from './fill';
import type { Marked } from './match';

const person = (id: string, score: number | null, more: Partial<Marked> = {}): Marked => ({
  id,
  keys: [id],
  of: null,
  name: null,
  score,
  ...more,
});

const choice: Choice = { column: null, maxScore: 100, isScaled: false };

const fill = (text: string | Buffer, people: Marked[], chosen: Partial<Choice> = {}) =>
  fillGradebook(Buffer.from(text), 'book.csv', people, { ...choice, ...chosen });
const filled = (...given: Parameters<typeof fill>): string => fill(...given).bytes.toString();

const canvas = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Kata (4711),"Essay, long (12)",Final Score',
  ',,,,,Manual Posting,,(read only)',
  '    Points Possible,,,,,100.00,5,(read only)',
  '"Lovelace, Ada",101,007,ada,Lecture,,4,90',
  '"Student, Test",999,,test,Lecture,,,',
  '"Roe, Ben ""B""",102,008,ben,Lecture,40.00,=1+1,12',
  '',
].join('\r\n');

describe('Canvas', () => {
  const people = [person('101', 98), person('102', null), person('103', 7)];

  test('the one column is filled, and the rest is the same bytes', () => {
    const book = canvas.replace('"Essay, long (12)"', '"Essay, long"');
    expect(filled(book, people)).toBe(book.replace('Lecture,,4,90', 'Lecture,98,4,90'));
  });

  test('every person and every row without a partner is named', () => {
    const { matched, rowsAlone, written, replaced } = fill(canvas, people, { column: 'Kata' });
    expect(matched.alone).toEqual([{ person: people[2], why: 'is in no row' }]);
    expect(rowsAlone).toEqual(['Student, Test, 999, test']);
    expect([written, replaced]).toEqual([1, []]);
  });

  test('a login or a student number tells a person too, zeros and all', () => {
    expect(filled(canvas, [person('ben', 0)], { column: 'Kata (4711)' })).toContain(
      'Lecture,0,=1+1',
    );
    expect(filled(canvas, [person('007', 3)], { column: 'Kata' })).toContain('Lecture,3,4,90');
    expect(fill(canvas, [person('7', 3)], { column: 'kata' }).written).toBe(0);
  });

  test.each([
    [{}, /one column that takes marks, got 2: "Kata \(4711\)", "Essay, long \(12\)"; name it/],
    [{ column: 'Kato' }, /did you mean Kata \(4711\)\?/],
    [{ column: 'Essay, long' }, /out of 5, the marks are out of 100; .* or --scale/],
  ])('%j is refused', (chosen, says) => {
    expect(() => fill(canvas, people, chosen)).toThrow(says);
  });

  test('marks are scaled where that was asked for', () => {
    const { bytes, replaced } = fill(canvas, [person('101', 98), person('102', 33)], {
      column: 'Essay, long',
      isScaled: true,
    });
    expect(bytes.toString()).toBe(canvas.replace(',,4,90', ',,4.9,90').replace('=1+1', '1.65'));
    expect(replaced).toEqual([
      'Lovelace, Ada, 101, ada, 007: 4 → 4.9',
      'Roe, Ben "B", 102, ben, 008: =1+1 → 1.65',
    ]);
  });
});

describe('Moodle', () => {
  const worksheet = [
    'Identifier,"Full name",Status,Grade,"Maximum Grade","Feedback comments"',
    '"Participant 71","Ada Lovelace",Submitted,,"100,00","so ""so"""',
    'Participant 72,Ben Roe,"No submission","12,50","100,00",',
  ].join('\n');

  test('participants of the worksheet are told by their numbers, commas stay commas', () => {
    const people = [person('71', 80), person('72', 90.5)];
    expect(filled(worksheet, people)).toBe(
      worksheet.replace('Submitted,,', 'Submitted,80,').replace('"12,50"', '"90,5"'),
    );
  });

  const gradebook = [
    '\ufeff"First name";"Last name";"ID number";"Email address";"Assignment: Kata (Real)"',
    'Ada;Lovelace;0071;ada@x.org;-',
    'Ben;Roe;0072;ben@x.org;-',
    'Ben;Roe;0073;roe@x.org;-',
  ].join('\r\n');

  test('a full name tells a person where it is there once on both sides', () => {
    const people = [
      person('5', 50, { name: 'Ada Lovelace' }),
      person('6', 60, { name: 'Ben Roe' }),
      person('7', 70, { name: 'Bén Roe' }),
      person('8', 80, { keys: ['8', 'roe@x.org'], name: 'Ben Roe' }),
    ];
    const { bytes, matched } = fill(gradebook, people);
    expect(bytes.toString()).toBe(
      gradebook.replace('ada@x.org;-', 'ada@x.org;50').replace('roe@x.org;-', 'roe@x.org;80'),
    );
    expect(matched.byName.map(({ id }) => id)).toEqual(['5']);
    expect(matched.alone.map(({ person: { id } }) => id)).toEqual(['6', '7']);
  });
});

test('Brightspace: ids keep their #, and a title tells the points', () => {
  const book = [
    'OrgDefinedId,Username,Last Name,First Name,Kata Points Grade <Numeric MaxPoints:100 Weight:10>,End-of-Line Indicator',
    '#00123,ada,Lovelace,Ada,,#',
    '#00124,ben,Roe,Ben,7,#',
    '',
  ].join('\r\n');
  expect(filled(book, [person('00123', 98), person('ben', 7)])).toBe(
    book.replace('Ada,,#', 'Ada,98,#'),
  );
});

test('Blackboard: tabs in UTF-16 stay tabs in UTF-16', () => {
  const text = [
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Weighted Total [Total Pts: up to 100] |9"\t"Kata [Total Pts: 100 Score] |77"',
    '"Lovelace"\t"Ada"\t"ada"\t"=""0071"""\t""\t""',
    '"Ünal"\t"Ben"\t"ben"\t"0072"\t""\t"Needs Grading(3)"',
  ].join('\r\n');
  const utf16 = (book: string) => Buffer.from(`\ufeff${book}`, 'utf16le');
  const { bytes, matched } = fill(utf16(text), [person('0071', 98), person('ben', null)]);
  expect(bytes).toEqual(utf16(text.replace('""\t""\r\n', '""\t"98"\r\n')));
  expect(matched.alone).toEqual([]);
});

test('bytes that are no UTF-8 stay the bytes they are', () => {
  const book = Buffer.from(
    'Identifier,Full name,Grade,Maximum Grade\nParticipant 1,Zo\xeb,,100\n',
    'latin1',
  );
  const people = [person('x', 9, { name: 'Zoë' })];
  expect(fill(book, people).bytes.toString('latin1')).toBe(
    'Identifier,Full name,Grade,Maximum Grade\nParticipant 1,Zo\xeb,9,100\n',
  );
});

test('any other table is filled where its column is named, by the column that holds the ids', () => {
  const table = 'login|x,points,mark\n12,ada,\n3,12,\nada,3,\n'.replaceAll(',', ';');
  expect(filled(table, [person('ada', 12), person('12', 5)], { column: 'mark' })).toBe(
    'login|x;points;mark\n12;ada;5\n3;12;\nada;3;12\n',
  );
  expect(() => fill(table, [person('ada', 12)])).toThrow(
    /Canvas, Moodle, Brightspace or Blackboard/,
  );
});

test('two who fit one row, and one who fits two, are named and not guessed', () => {
  const people = [person('101', 1), person('ada', 2), person('x', 3, { keys: ['102', 'test'] })];
  const { bytes, matched } = fill(canvas, people, { column: 'Kata' });
  expect(bytes.toString()).toBe(canvas);
  expect(matched.alone.map(({ why }) => why)).toEqual([
    'shares a row with another',
    'shares a row with another',
    'fits 2 rows',
  ]);
});

test.each([
  [Buffer.from('PK\u0003\u0004rest'), /export it as CSV/],
  ['', /it is empty/],
])('%j is no gradebook', (bytes, says) => {
  expect(() => fill(bytes, [])).toThrow(says);
});

describe('a number that a platform gave', () => {
  const course = [
    'First name,Surname,ID number,Email address,Assignment: Kata (Real)',
    'Ada,Love,22,ada@x.org,-',
    'Bob,Roe,11,bob@x.org,-',
    'Cy,Poe,,cy@x.org,5',
  ].join('\n');
  const people = [
    person('11', 80, { of: 'moodle', name: 'Ada Love' }),
    person('22', 60, { of: 'moodle', name: 'Bob Roe' }),
  ];

  test('is no student number, though they are alike: the names decide', () => {
    const { bytes, matched, replaced } = fill(course, people);
    expect(bytes.toString()).toBe(
      course.replace('x.org,-', 'x.org,80').replace('x.org,-', 'x.org,60'),
    );
    expect([matched.byName, replaced]).toEqual([people, []]);
  });

  test('says nothing to another platform', () => {
    const [bob] = [person('101', 9, { of: 'moodle', name: 'Bob' })];
    expect(fill(canvas, [bob as Marked], { column: 'Kata' }).matched.alone).toHaveLength(1);
    expect(fill(canvas, [person('101', 9, { of: 'canvas' })], { column: 'Kata' }).written).toBe(1);
  });

  test('of Canvas is told apart from a login that looks like it', () => {
    const book = canvas.replace(',008,ben,', ',101,101,');
    expect(filled(book, [person('101', 9, { of: 'canvas' })], { column: 'Kata' })).toBe(
      book.replace('Lecture,,4,90', 'Lecture,9,4,90'),
    );
  });
});
