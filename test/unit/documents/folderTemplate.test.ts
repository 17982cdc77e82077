import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fillTemplate, localDay } from '../../../src/documents/folderTemplate.ts';

const values = {
  workspaceFolder: '/home/site',
  documentBasename: 'my $1 notes',
  fileName: 'boat.png',
  date: '2026-11-22',
  empty: '',
  absent: undefined,
};

test('variables are filled in, and all else stays', () => {
  const cases: Readonly<Record<string, string>> = {
    '': '',
    'images/boats': 'images/boats',
    '${workspaceFolder}/images': '/home/site/images',
    'images/${documentBasename}/${date}': 'images/my $1 notes/2026-11-22',
    '${date}${date}': '2026-11-222026-11-22',
    '${empty}images': 'images',
    '$date {date} ${ date } ${}': '$date {date} ${ date } ${}',
    '${fileName/(.*)\\.png/$1.small.png/}': 'boat.small.png',
    '${fileName/o/0/}': 'b0at.png',
    '${workspaceFolder/\\/home\\//\\/srv\\//}': '/srv/site',
    '${workspaceFolder/\\//-/g}': '-home-site',
    '${fileName/BOAT/ship/i}': 'ship.png',
    '${fileName/\\..*//}': 'boat',
  };
  const seen = Object.keys(cases).map((template) => [template, fillTemplate(template, values)]);
  assert.deepEqual(Object.fromEntries(seen), cases);
});

test('a variable without a value is named, and so is an expression that is none', () => {
  for (const [template, message] of [
    ['a/${absent}/b', /^\$\{absent\} has no value here\.$/],
    ['${unknown}', /^\$\{unknown\} has no value here\.$/],
    ['${toString}', /^\$\{toString\} has no value here\.$/],
    ['${__proto__}', /^\$\{__proto__\} has no value here\.$/],
    ['${env}', /^\$\{env\} has no value here\.$/],
    ['${fileName/(/x/}', /^\$\{fileName\/\(\/x\/\} is no valid expression\.$/],
    ['${fileName/a/x/q}', /^\$\{fileName\/a\/x\/q\} is no valid expression\.$/],
  ] as const)
    assert.throws(() => fillTemplate(template, values), { name: 'Error', message });
});

test('a day is the user’s, not the one at Greenwich', (context) => {
  const zone = process.env.TZ;
  context.after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const days = [
    ['Pacific/Kiritimati', '2026-12-31T12:00:00Z', '2027-01-01'],
    ['Pacific/Honolulu', '2026-03-01T05:00:00Z', '2026-02-28'],
    ['UTC', '2026-11-22T00:00:00Z', '2026-11-22'],
  ] as const;
  const seen = days.map(([place, time]) => {
    process.env.TZ = place;
    return [place, time, localDay(new Date(time))];
  });
  assert.deepEqual(seen, days);
});
