import { it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { policeText } from '../../../src/features/missing/police-text.ts';
import { type CaseEvent, textOf } from '../../../src/history/events.ts';
import { at, caseContext, jane, mo, pack } from '../../case/a-case.ts';
import { contains, lacks } from '../../conversations/expecting.ts';
import { withAnswers } from '../alarm/an-urgent-case.ts';
import { loggedCall } from '../joining/two-cases.ts';

const time = (clock: string) => at(`2026-11-24T${clock}:00.000Z`);
const missing = (number: number, clock: string, by = jane.id): CaseEvent => ({
  ...{ type: 'ChildMissing', at: time(clock), by },
  ...{ number, police: 'no' },
});
const says = (record: CaseRecord, events: CaseEvent[], texts: Record<string, string>) =>
  advance(record, { events, texts }, caseContext(time('15:30')));
const textFor = (record: CaseRecord) => policeText(record, pack, 2000);

it('What nobody wrote is called not known, each thing by its name', () =>
  contains(
    textFor(withAnswers({})),
    'Not known: Name; Age or date of birth; Description; Last seen; With whom; When they were to leave; Last in contact with the people of concern; People of concern; Vehicle.',
  ));

it('By the short path, the text has the worker’s own words with their times, and what was said of the child', () => {
  const record = says(
    withAnswers({ 'child-name': 'Zee', 'child-age': '15', with: 'the uncle', worry: 'He shouts.' }),
    [missing(1, '15:10'), { type: 'InformationAdded', at: time('15:20'), by: jane.id, number: 1 }],
    { [textOf.missing(1)]: 'last seen 14:50 at the gate', [textOf.information(1)]: 'they left in a blue van' },
  );
  contains(
    textFor(record),
    'Said to be missing at 15:10, Tue 24 Nov.\nName: Zee\nAge or date of birth: 15\nWith whom: the uncle',
    'In my words:\n- He shouts.\n- 15:10, Tue 24 Nov: last seen 14:50 at the gate\n- 15:20, Tue 24 Nov: they left in a blue van\n',
    'Not known, unless it stands in my words: Description; Last seen; When they were to leave; Last in contact with the people of concern; People of concern.',
  );
  lacks(textFor(record), 'Vehicle');
});

it('What holds no age is no age, and what finds the child and each police log stay however much came since', () => {
  const said = [
    'black hoodie grey joggers',
    'log 1147 pc dhillon',
    'can i stop him',
    ...Array.from({ length: 10 }, (_, at) => `ok ${at}`),
    'hes gone again',
  ];
  const record = says(
    withAnswers({ 'child-age': 'grey golf, no plate, bloke about 30 gold tooth' }),
    [
      missing(1, '15:10'),
      ...said.map(
        (_, at): CaseEvent => ({
          ...{ type: 'InformationAdded', at: time(`15:${at + 12}`), by: jane.id, number: at + 1 },
        }),
      ),
    ],
    Object.fromEntries(said.map((text, at) => [textOf.information(at + 1), text])),
  );
  contains(
    textFor(record),
    'Said to be missing at 15:10, Tue 24 Nov, and again at 15:25, Tue 24 Nov.\n',
    '- grey golf, no plate, bloke about 30 gold tooth\n- 15:12, Tue 24 Nov: black hoodie grey joggers\n- 15:13, Tue 24 Nov: log 1147 pc dhillon\n',
    'Name; Age or date of birth;',
  );
  lacks(textFor(record), 'can i stop him', 'Age or date of birth: ');
});

it('When the child was to leave is said by class, with the moment it was said', () => {
  const record = withAnswers({ 'leaves-sight': 'when dad comes' });
  const reading = { words: 'No time known', leaves: 'unread' as const, said: time('14:00') };
  const answers = { ...record.facts.answers, readings: { 'leaves-sight': reading } };
  contains(
    textFor({ ...record, facts: { ...record.facts, answers } }),
    'When they were to leave: when dad comes (read as: No time known, said 14:00, Tue 24 Nov)',
  );
});

it('The text leaves out what was sent by mistake, and what the MASH wrote, also of a call', () => {
  const record = says(
    withAnswers({}),
    [
      ...[missing(1, '15:10'), missing(2, '15:15', mo.id)],
      { type: 'InformationAdded', at: time('15:20'), by: jane.id, number: 1 },
      { type: 'SentByMistake', at: time('15:21'), by: jane.id, said: textOf.information(1) },
    ],
    { [textOf.missing(1)]: 'Mine.', [textOf.missing(2)]: 'Theirs.', [textOf.information(1)]: 'Gossip.' },
  );
  contains(textFor(record), 'Mine.');
  lacks(textFor(record), 'Theirs.', 'Gossip.');
  lacks(textFor(loggedCall()), 'Zircon');
});

it('Of a child in care, the text says neither where they live nor an address', () => {
  const record = withAnswers({ care: 'yes', whereabouts: 'Safe at home', worry: 'Men wait at 12 Zircon Road.' });
  contains(textFor(record), /Men wait at \[(place left out|address 1 held back)\]\./);
  lacks(textFor(record), 'Safe at home', 'Zircon Road');
});
