import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line } from '../../cards/parts.ts';
import { staffName } from '../../case/record.ts';
import { handOverPhone } from '../../history/hand-over.ts';
import { handedOverNotice } from './cards.ts';

/** Shows a hand-over in the case's thread, and tells the former author that a colleague accepted. */
export const face: Face = {
  line(record, event) {
    if (event.type === 'HandOverOffered')
      return { title: 'The referrer asked for a code to hand it over', lines: [line(clockAndDay(event.at))] };
    if (event.type !== 'HandOverAccepted') return undefined;
    return {
      title: 'The referrer has handed it over',
      lines: [
        line(`To ${staffName(record, event.by)}`, 'bold'),
        line(record.facts.texts[handOverPhone(event.number)] ?? '', 'bold'),
        line(`From ${staffName(record, event.from)}, ${clockAndDay(event.at)}. Ring, ask and tell who has it now.`),
      ],
    };
  },
  notice(record, event, pack, _link, to) {
    if (event.type !== 'HandOverAccepted' || to !== event.from) return undefined;
    return handedOverNotice(record, event, pack);
  },
};
