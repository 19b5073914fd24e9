import {
  answerCard,
  beginCard,
  type DutyOverview,
  dutyNotice,
  endCard,
  missedCard,
  offerCard,
  onCallCard,
  testCard,
} from '../../src/features/duty/cards.ts';
import { noDuty } from '../../src/features/duty/duty-state.ts';
import { changeFormCard, rotaCard, shiftFormCard } from '../../src/features/duty/rota-cards.ts';
import { withOffer, withOnDuty, withShift } from '../../src/features/duty/rules.ts';
import { at, desk, meg, mo, pack } from '../case/a-case.ts';

/** The cards about duty. None holds a case. */

const NOW = at('2026-11-25T07:40:00.000Z');
const END = at('2026-11-25T20:00:00.000Z');
const NEXT = at('2026-11-26T08:00:00.000Z');

const on = withOnDuty(noDuty, mo, { at: NOW, until: END });
const rota = withShift(on, { staff: meg.id, name: meg.name, from: END, until: NEXT }, { by: mo, at: NOW });
const known: DutyOverview = {
  ...{ duty: noDuty, desk, rules: pack.duty, now: NOW },
  nameOf: (id) => (id === mo.id ? mo.name : meg.name),
};
const planning = { ...known, desk: { ...desk, managers: [mo.id, meg.id] } };
const offered = withOffer(rota, { from: END, until: NEXT, to: [mo.id], isShift: true }, { by: meg, at: NOW });
const offer = { id: 'x', by: mo.id, name: mo.name, to: [meg.id], from: END, until: NEXT, at: NOW };

export const dutyCards = () => [
  { name: 'on call, nobody', card: onCallCard({ ...known, desk: { ...desk, managers: [] } }) },
  { name: 'on call, all', card: onCallCard(known) },
  { name: 'on call, one', card: onCallCard({ ...known, duty: on }) },
  {
    name: 'on call, by the rota',
    card: onCallCard(
      { ...known, duty: rota },
      { attempt: 1, typed: { until: 'later' }, problems: { until: 'Write a time ahead.' } },
    ),
  },
  { name: 'rota, empty', card: rotaCard(known) },
  { name: 'rota', card: rotaCard({ ...known, duty: offered }, 'Planned: Meg Hall, 7 shifts.') },
  { name: 'add a shift', card: shiftFormCard(planning) },
  {
    name: 'add a shift again',
    card: shiftFormCard(planning, {
      attempt: 1,
      typed: { from: '25:00' },
      problems: { from: 'Write a time such as 08:00.', who: 'Choose a manager.' },
    }),
  },
  { name: 'change a shift', card: changeFormCard({ ...planning, duty: offered }) },
  { name: 'duty ends', card: endCard({ until: END, next: undefined }, pack.duty) },
  { name: 'duty ends, somebody follows', card: endCard({ until: END, next: meg.name }, pack.duty) },
  { name: 'shift begins', card: beginCard({ from: END, until: NEXT }) },
  ...[true, false].map((isShift) => ({
    name: `offer, ${isShift ? 'of a shift' : 'of the time after a duty'}`,
    card: offerCard({ ...offer, isShift }),
  })),
  ...[meg.name, undefined].map((name) => ({
    name: `answered by ${name ?? 'nobody'}`,
    card: answerCard(name, { from: END, until: NEXT }),
  })),
  { name: 'test alarm', card: testCard(NOW) },
  { name: 'test alarm, not answered', card: missedCard(NOW, [meg.name]) },
  { name: 'notice about duty', card: dutyNotice('You stay on', ['You are on duty until 22:00.']) },
];
