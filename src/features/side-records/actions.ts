import { settled, shown } from '../../teams/mash.ts';
import type { ChannelAction } from '../../teams/stages.ts';
import { formAgain } from '../decision/read-form.ts';
import { sideForm } from './form.ts';
import { recordSide } from './rules.ts';
import { SideKind } from './state.ts';

/** The form of a record beside the referral. */
const side: ChannelAction = (record, _referral, tap, _by, deps) => {
  const kind = SideKind.safeParse(tap.choice);
  return { result: kind.success ? { card: sideForm(record, kind.data) } : shown(record, deps) };
};

const record: ChannelAction = (found, _referral, tap, by, deps) => {
  const kind = SideKind.safeParse(tap.choice);
  if (!kind.success) return { result: shown(found, deps) };
  const text = (field: string) => (tap.inputs[field] ?? '').toWellFormed();
  const know = tap.inputs.know === 'yes' || tap.inputs.know === 'no' ? tap.inputs.know : 'not-said';
  const said = { words: text('words'), when: text('when'), reference: text('reference'), know } as const;
  const own = { events: found.events, texts: found.facts.texts };
  const outcome = recordSide(own, kind.data, said, { by, now: deps.now() });
  const again = formAgain(tap, outcome, {
    when: 'Say when the police were told.',
    words: 'Say what happened, in your own words.',
  });
  return again ? { result: { card: sideForm(found, kind.data, again) } } : settled(found, outcome, by, deps);
};

/** Records beside the referral, at any time after it was sent. */
export const sideActions = { side, 'record-side': record } satisfies Record<string, ChannelAction>;
