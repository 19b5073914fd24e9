import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import shipped from '../../src/protocol/hertfordshire-2016.json' with { type: 'json' };
import { loadPack } from '../../src/protocol/load-pack.ts';
import { choiceLabel, fieldOf, formOf } from '../../src/protocol/pack.ts';
import { contains } from '../conversations/expecting.ts';
import { packName } from '../fakes/the-pack.ts';
import { statements as counted, fields, lists, listsRequirement } from '../protocol-coverage/catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileWith(content: unknown): string {
  files += 1;
  const path = join(folder, `pack-${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const extending = (changes: object) => fileWith({ extends: 'hertfordshire-2016', ...changes });

function faultIn(path: string): string {
  try {
    loadPack(path);
  } catch (error) {
    return error instanceof Error ? error.message : 'NO ERROR';
  }
  return 'NO FAULT';
}

// A shipped pack

const pack = loadPack(packName);
const statements = pack.groups.flatMap((group) => group.statements).filter(({ later }) => !later);

it('The shipped pack holds the 97 indicators of the protocol, and its statements on control, purposes and recruitment, numbered without a gap', () => {
  const ids = Object.entries(counted).flatMap(([kind, count]) =>
    Array.from(
      { length: count },
      (_, index) => `${kind}${String(index + 1).padStart('KUR'.includes(kind) ? 1 : 2, '0')}`,
    ),
  );
  expect(ids).toHaveLength(97 + 19);
  expect(statements.map(({ id }) => id).sort()).toEqual(ids.sort());
});

it('Every statement names its section of the protocol', () => {
  for (const { id, section } of statements)
    expect({ id, ok: /^§?\d+(\.\d+)?/.test(section) }).toEqual({ id, ok: true });
});

it('The words of a statement on a card are short, and no statement says the same as itself', () => {
  for (const { id, onCard = '', sameAs } of statements) {
    expect({ id, isShort: onCard.length <= 46 }).toEqual({ id, isShort: true });
    expect(sameAs).not.toContain(id);
  }
});

it('The shipped pack asks for all 33 items of a written referral, in fields and lists', () => {
  const asked = [...pack.fields, ...pack.lists].flatMap(({ requirement }) => (requirement ? [requirement] : []));
  expect([...new Set(asked)].sort()).toEqual([...fields, listsRequirement].sort());
  expect(pack.lists.flatMap(({ id, requirement }) => (requirement === listsRequirement ? [id] : []))).toEqual(lists);
});

it('Each of the first fifteen items of a written referral has one field', () => {
  const asked = pack.fields.flatMap(({ requirement }) => (requirement ? [requirement] : []));
  const first = asked.filter((requirement) => requirement <= 'RF15');
  expect(first.toSorted()).toEqual([...new Set(first)].toSorted());
  expect(first).toHaveLength(15);
});

it('The shipped pack has the 22 warnings of the protocol, each with its section and a place', () => {
  const numbers = Array.from({ length: 22 }, (_, index) => `W${String(index + 1).padStart(2, '0')}`);
  expect(pack.warnings.map(({ id }) => id)).toEqual(numbers);
  for (const { id, section, at } of pack.warnings)
    expect({ id, ok: /^\d+(\.\d+)?( PF)?$/.test(section) && at.length > 0 }).toEqual({ id, ok: true });
});

it('A form for an agency or a situation is shown only there', () => {
  const rules = pack.forms.flatMap(({ id, shownWhen }) => ('always' in shownWhen ? [] : [[id, shownWhen]]));
  expect(Object.fromEntries(rules)).toEqual({
    health: { agency: 'health' },
    education: { agency: 'education' },
    police: { any: [{ agency: 'police' }, { said: 'police-protection' }] },
    care: { situation: 'care', is: ['yes'] },
    missing: { situation: 'missing', is: ['yes'] },
    'private-fostering': {
      any: [
        { situation: 'kin', is: ['yes', 'not-known'], answered: true },
        { ticked: ['D02', 'E03', 'F01', 'F02', 'F03', 'F04', 'F05', 'F06'] },
      ],
    },
  });
});

it('Every agency, situation and statement that a condition names exists', () => {
  const conditions = [...pack.forms, ...pack.warnings].map(({ shownWhen }) => shownWhen);
  const rules = [...conditions, ...statements.flatMap(({ shownWhen }) => shownWhen)].flatMap((condition) =>
    'any' in condition ? condition.any : [condition],
  );
  const ids = new Set(statements.map(({ id }) => id));
  for (const rule of rules) {
    if ('agency' in rule) expect(choiceLabel(pack, 'agency', rule.agency)).not.toBe(rule.agency);
    if ('ticked' in rule) expect(rule.ticked.filter((id) => !ids.has(id))).toEqual([]);
    if ('situation' in rule) expect(rule.is.filter((id) => choiceLabel(pack, rule.situation, id) === id)).toEqual([]);
  }
});

it('A linked referral for a brother or sister takes over facts about the household, and none about the child', () =>
  expect(pack.fields.filter(({ household }) => household).map(({ id }) => id)).toEqual([
    'address',
    'carer',
    'family',
    'family-whereabouts',
    'premises',
    'household',
    'claimed-parents',
  ]));

it('The child for practice is plainly made up', () => {
  expect(pack.practice['child-name']).toMatch(/made-up/i);
  expect(Object.keys(pack.practice)).toEqual(['child-name', 'child-age', 'whereabouts', 'with', 'worry']);
});

it('The only required answers are who refers, when they rang, and what was done about consent', () => {
  const required = pack.fields.filter((field) => field.required).map(({ id }) => id);
  expect(required).toEqual(['agency', 'name', 'phone', 'phoned-when', 'consent']);
});

it('Every field has a place on a card, and no card has more than ten', () => {
  const placed = new Set(pack.forms.flatMap((form) => form.fields));
  const nowhere = pack.fields.filter(({ id }) => !placed.has(id)).map(({ id }) => id);
  expect(nowhere).toEqual([]);
  for (const form of pack.forms) expect(form.fields.length).toBeLessThanOrEqual(10);
});

it('The lawful bases begin with child protection and the Crime and Disorder Act, and end with the one from later law', () =>
  expect(fieldOf(pack, 'basis').choices?.map(({ id }) => id)).toEqual([
    'LB4',
    'LB5',
    'LB2',
    'LB3',
    'LB1',
    'safeguarding',
  ]));

it('The question about consent has five answers', () =>
  expect(fieldOf(pack, 'consent').choices?.map(({ id }) => id)).toEqual([
    'not-asked',
    'obtained',
    'refused',
    'nobody',
    'unsure',
  ]));

it('The contacts begin with 999 and Children’s Services, and the old advice line says how old it is', () => {
  expect(pack.emergency).toBe('Immediate danger: call 999');
  expect(pack.contacts.map(({ phone }) => phone).slice(0, 2)).toEqual(['999', '0300 123 4043']);
  const advice = pack.contacts.find(({ phone }) => phone === '01438 737511');
  expect(advice).toMatchObject({ name: 'MASH advice line', dated: '2016 protocol' });
  expect(pack.phones.urgent).toBe('0300 123 4043');
});

it('An empty answer prints “None stated” for a risk assessment, “Left open” for the reason in law and “Left empty” otherwise', () => {
  const unknown = pack.fields.filter((field) => field.unknown !== 'Left empty');
  expect(unknown.map(({ id, unknown: words }) => [id, words])).toEqual([
    ['basis', 'Left open'],
    ['risk-assessment', 'None stated'],
  ]);
});

it('The shipped pack never weighs a child: it has no word of score, rating or threshold', () =>
  expect(JSON.stringify(pack)).not.toMatch(/\b(scores?|ratings?|thresholds?|low risk|willing|points)\b/i));

// A pack that extends the shipped one

it('An extending pack changes what it names and inherits the rest', () => {
  const pack = loadPack(
    extending({ clocks: { decision: { within: 'P2D' }, writtenConfirmation: { overdueEvery: 'PT4S' } } }),
  );
  expect(pack.clocks).toEqual({
    decision: { within: 'P2D', remind: ['PT12H', 'PT20H', 'PT23H'], escalate: 'PT22H', overdueEvery: 'PT2H' },
    digest: { managers: 'PT2H', escalation: 'PT4H' },
    writtenConfirmation: { within: 'PT48H', remind: ['PT24H', 'PT40H', 'PT46H'], overdueEvery: 'PT4S' },
    idleDraft: { remind: ['PT2H', 'PT24H'] },
    dangerDraft: { remind: ['PT10M', 'PT20M'] },
    delivery: { confirmWithin: 'PT60S' },
    leavesSight: { before: 'PT30M' },
    reply: { within: 'PT2H', urgentWithin: 'PT30M' },
    news: { readWithin: 'PT15M', rangWithin: 'PT5M' },
    urgent: { sightWithin: 'PT2H', answerWithin: 'PT15M', answerAtLeast: 'PT1M', spokenWithin: 'PT5M' },
    policeProtection: { within: 'PT72H', remind: ['PT12H', 'PT2H'], again: 'PT24H' },
    takingOn: { remind: 'PT1H', managers: 'PT4H', again: 'PT24H' },
    quiet: { from: '22:00', until: '07:00' },
    childSafe: {
      ...{ every: 'PT30M', withPolice: 'PT2H', leavesBefore: 'PT10M' },
      ...{ answerWithin: 'PT3M', everybodyAfter: 'PT10M' },
    },
  });
  expect({ ...pack, clocks: undefined }).toEqual({ ...loadPack(), clocks: undefined });
});

it('A list in an extending pack replaces the whole list', () => {
  const pack = loadPack(extending({ clocks: { decision: { remind: ['PT1H'] } } }));
  expect(pack.clocks.decision.remind).toEqual(['PT1H']);
});

it('An extending pack can change, remove and add entries of a list by id', () => {
  const desk = { name: 'Desk', note: 'To ask', phone: '01632 960 001', when: 'other' };
  const { contacts } = loadPack(extending({ contacts: { csc: { phone: '01632 960 002' }, lado: null, desk } }));
  expect(contacts.find(({ id }) => id === 'csc')).toEqual({
    ...loadPack().contacts.find(({ id }) => id === 'csc'),
    phone: '01632 960 002',
  });
  expect(contacts.map(({ id }) => id)).toEqual([
    ...loadPack().contacts.flatMap(({ id }) => (id === 'lado' ? [] : [id])),
    'desk',
  ]);
});

it('A null in an extending pack removes the key', () => {
  const { contacts } = loadPack(extending({ contacts: { nspcc: { printed: null } } }));
  expect(contacts.find(({ id }) => id === 'nspcc')).not.toHaveProperty('printed');
});

it('A pack can extend the pack of 2026 and offer a contact that it does not', () => {
  const guardian = { offered: true };
  const pack = loadPack(fileWith({ extends: 'hertfordshire-2026', contacts: { guardian } }));
  expect(pack.central.pathway).toBe('2026');
  const shown = (own: { contacts: { id: string }[] }) => own.contacts.some(({ id }) => id === 'guardian');
  expect([shown(pack), shown(loadPack('hertfordshire-2026')), shown(loadPack())]).toEqual([true, false, false]);
});

it('An extending pack may set no reminders at all', () =>
  expect(loadPack(extending({ clocks: { idleDraft: { remind: [] } } })).clocks.idleDraft.remind).toEqual([]));

it('Loading an extending pack does not change the shipped pack', () => {
  loadPack(extending({ emergency: 'Ring 112', phones: { urgent: '01632 960 001' } }));
  expect(loadPack().emergency).toBe('Immediate danger: call 999');
  expect(loadPack().phones.urgent).toBe('0300 123 4043');
});

it('A file can be a whole pack that extends nothing', () =>
  expect(loadPack(fileWith({ ...shipped, id: 'elsewhere' })).id).toBe('elsewhere'));

// A pack with faults

const SECRET = 'zebra-4711';

it.each<[string, object, string]>([
  ['a deadline that is no length of time', { clocks: { decision: { within: SECRET } } }, 'clocks.decision.within'],
  [
    'a reminder that is no length of time',
    { clocks: { decision: { remind: ['PT1H', SECRET] } } },
    'clocks.decision.remind.1',
  ],
  ['an overdue message every zero seconds', { clocks: { decision: { overdueEvery: 'PT0S' } } }, 'overdueEvery'],
  [
    'a reminder to write every zero seconds',
    { clocks: { writtenConfirmation: { overdueEvery: 'P0D' } } },
    'overdueEvery',
  ],
  ['contacts that are no list', { contacts: SECRET }, 'contacts'],
  ['a form that asks for a field nobody knows', { forms: formsWith(SECRET) }, 'forms.1.fields.0'],
  ['a walk through a form that does not exist', { walk: { referral: ['home', SECRET] } }, 'walk.referral.1'],
  ['a missing form that the conversation needs', { forms: formsWith('name').slice(0, 2) }, 'forms'],
  ['a theme without statements', { groups: [{ id: 'x', title: SECRET }] }, 'groups.0.statements'],
  [
    'a statement that says the same as one that does not exist',
    { groups: { carer: { statements: { G01: { sameAs: [SECRET] } } } } },
    'groups.0.0',
  ],
  ['a negative limit', { noteLimit: -1 }, 'noteLimit'],
  [
    'a reminder before the child leaves that is no length of time',
    { clocks: { leavesSight: { before: SECRET } } },
    'leavesSight',
  ],
  ['a warning without a place', { warnings: [warningAt()] }, 'warnings.0.at'],
  ['a warning at an unknown place', { warnings: [warningAt(SECRET)] }, 'warnings.0.at.0'],
  ['a warning on a form that does not exist', { warnings: [warningAt(`form:${SECRET}`)] }, 'warnings.0.at.0'],
  [
    'a warning on a list that does not exist',
    { warnings: [warningAt('welcome', `list:${SECRET}`)] },
    'warnings.0.at.1',
  ],
  ['a form with an unknown condition', { forms: formsWhen({ weather: SECRET }) }, 'forms.0.shownWhen'],
  ['a choice without options', { fields: fieldsWith('knows', { choices: [] }) }, 'choices'],
  ['a missing field that the rules know by name', { fields: fieldsWith('worry', { id: 'worr' }) }, 'fields'],
  ['a made-up child with an answer that nobody asks for', { practice: { weather: SECRET } }, 'practice.weather'],
])('A pack with %s is refused, and the fault names the path but never the value', (_, changes, path) => {
  const fault = faultIn(extending(changes));
  contains(fault, 'is not a valid protocol pack', path);
  expect(fault).not.toContain(SECRET);
});

function warningAt(...at: string[]) {
  return { id: 'W01', text: 'Act soon.', section: '8.1', at };
}

function formsWhen(shownWhen: object) {
  return shipped.forms.map((form, index) => (index === 0 ? { ...form, shownWhen } : form));
}

function fieldsWith(id: string, changes: object) {
  return shipped.fields.map((field) => (field.id === id ? { ...field, ...changes } : field));
}

function formsWith(field: string) {
  return shipped.forms.map((form, index) => (index === 1 ? { ...form, fields: [field] } : form));
}

it('The error for a pack names all its faults at once', () => {
  const fault = faultIn(extending({ noteLimit: 0, hours: 5, clocks: { decision: { escalate: 'soon' } } }));
  for (const path of ['noteLimit', 'hours', 'clocks.decision.escalate']) expect(fault).toContain(path);
});

it('A pack with a misspelt part is refused, and the error names the part', () =>
  expect(faultIn(extending({ clocks: { decision: { remindd: [] } } }))).toMatch(/clocks\.decision.*remindd/));

it('A pack that extends anything but a shipped pack is refused', () => {
  const fault = faultIn(fileWith({ extends: SECRET }));
  expect(fault).toContain('extends: the packs to extend are hertfordshire-2016 and hertfordshire-2026');
  expect(fault).not.toContain(SECRET);
});

it.each([
  ['no JSON', `{"note": "${SECRET}"`],
  ['nothing', ''],
  ['a word', SECRET],
])('A pack file that holds %s is refused, and the error does not repeat it', (_, content) => {
  const fault = faultIn(fileWith(content));
  expect(fault).toContain('cannot be read as JSON');
  expect(fault).not.toContain(SECRET);
});

it.each([
  [
    'a comma that is missing',
    `{\n  "one": "${SECRET}"\n  "two": 2\n}`,
    'Look at line 3, at character 3, and at the end of the line before',
  ],
  ['a comma too many', '{\n  "one": [1, 2,]\n}', 'Look at line 2, at character 16'],
  ['a word without quotation marks', `{ "one": true,\n"two": ${SECRET} }`, 'Look at line 2, at character 8'],
  ['no end', `{ "one": ["${SECRET}`, 'It ends too early'],
])('A pack file with %s is refused, and the error says where', (_, content, words) => {
  const fault = faultIn(fileWith(content));
  expect(fault).toContain(words);
  expect(fault).not.toContain(SECRET);
});

it('A pack file that an editor of Windows has saved is read, and one that is not UTF-8 is refused', () => {
  const text = JSON.stringify({ extends: 'hertfordshire-2016' });
  expect(loadPack(fileWith(`\uFEFF${text}`)).id).toBe('hertfordshire-2016');
  const file = join(folder, 'utf16.json');
  writeFileSync(file, `\uFEFF${text}`, 'utf16le');
  expect(faultIn(file)).toBe(`${file}: the file is not UTF-8. Save it as UTF-8`);
});

it.each<[string, object, string]>([
  [
    'a reminder after its deadline',
    { decision: { remind: ['PT12H', 'PT30H'] } },
    'clocks.decision.remind.1: PT30H is longer than PT24H',
  ],
  [
    'a deadline before its escalation',
    { decision: { within: 'PT21H', remind: [] } },
    'clocks.decision.escalate: PT22H is longer than PT21H',
  ],
  [
    'an urgent time that is longer',
    { reply: { urgentWithin: 'PT3H' } },
    'clocks.reply.urgentWithin: PT3H is longer than PT2H, which is reply.within',
  ],
  [
    'a length that is none',
    { decision: { within: '24 hours' } },
    'clocks.decision.within: must be a length of elapsed time such as PT24H',
  ],
])('A pack with %s is refused, and the error names the field', (_, clocks, words) =>
  expect(faultIn(extending({ clocks }))).toContain(words),
);

it.each([['a list'], ['null'], ['a number']])('A pack file whose JSON is %s is refused', (what) => {
  const content = { 'a list': '[]', null: 'null', 'a number': '7' }[what] ?? '';
  expect(faultIn(fileWith(content))).toContain('is not a valid protocol pack');
  expect(faultIn(fileWith(content))).toContain('It may begin with "extends": "hertfordshire-2016"');
  expect(faultIn(import.meta.dirname)).toContain('this is a folder. Name the file in it');
});

it('The error for a missing pack file names the file', () =>
  expect(faultIn(join(folder, 'nowhere.json'))).toContain(`${join(folder, 'nowhere.json')}: there is no such file.`));

it('The error for a pack path that is a folder names the folder', () => expect(faultIn(folder)).toContain(folder));

describe('Looking things up in a pack', () => {
  const pack = loadPack();

  it('A choice is shown in words, and a choice that the pack no longer has is shown as its id', () => {
    expect(choiceLabel(pack, 'agency', 'education')).toBe('School or education');
    expect(choiceLabel(pack, 'agency', 'gone')).toBe('gone');
  });

  it('Forms are found by id, and a missing field throws an error', () => {
    expect(formOf(pack, 'child')?.fields).toContain('worry');
    expect(() => fieldOf(pack, 'none')).toThrow('no field none');
  });
});
