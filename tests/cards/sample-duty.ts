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
  {
    'on call, nobody': onCallCard({ ...known, desk: { ...desk, managers: [] } }),
    'on call, all': onCallCard(known),
    'on call, one': onCallCard({ ...known, duty: on }),
    'on call, by the rota': onCallCard(
      { ...known, duty: rota },
      { attempt: 1, typed: { until: 'later' }, problems: { until: 'Write a time ahead.' } },
    ),
    'rota, empty': rotaCard(known),
    rota: rotaCard({ ...known, duty: offered }, 'Planned: Meg Hall, 7 shifts.'),
    'add a shift': shiftFormCard(planning),
    'add a shift again': shiftFormCard(planning, {
      attempt: 1,
      typed: { from: '25:00' },
      problems: { from: 'Write a time such as 08:00.', who: 'Choose a manager.' },
    }),
    'change a shift': changeFormCard({ ...planning, duty: offered }),
    'duty ends': endCard({ until: END, next: undefined }, pack.duty),
    'duty ends, somebody follows': endCard({ until: END, next: meg.name }, pack.duty),
    'shift begins': beginCard({ from: END, until: NEXT }),
  },
  ...[true, false].map((isShift) => ({
    [`offer, ${isShift ? 'of a shift' : 'of the time after a duty'}`]: offerCard({ ...offer, isShift }),
  })),
  ...[meg.name, undefined].map((name) => ({
    [`answered by ${name ?? 'nobody'}`]: answerCard(name, { from: END, until: NEXT }),
  })),
  {
    'test alarm': testCard(NOW),
    'test alarm, not answered': missedCard(NOW, [meg.name]),
    'notice about duty': dutyNotice('You stay on', ['You are on duty until 22:00.']),
  },
];
