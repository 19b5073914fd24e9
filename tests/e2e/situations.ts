import { childInCare } from './situations/child-in-care.ts';
import { hostel } from './situations/hostel.ts';
import { nurseAtNight } from './situations/nurse-at-night.ts';
import { police } from './situations/police.ts';
import { school } from './situations/school.ts';
import { onStage } from './stage.ts';

/**
 * The five situations of the protocol in Microsoft's Teams emulator and a real browser, each with a fresh bot: a nurse
 * at night, a school, a hostel, a child in care, the police. In each, a manager reads the MASH card: what to do first,
 * whom to ring, who must not know. Run: npm run e2e, or node tests/e2e/situations.ts alone; with names after it, only
 * those. Pictures: tests/e2e/screenshots/situations.
 */
const situations = {
  'nurse-at-night': { pack: 'hertfordshire-2016', play: nurseAtNight },
  school: { pack: 'hertfordshire-2016', play: school },
  hostel: { pack: 'hertfordshire-2016', play: hostel },
  'child-in-care': { pack: 'hertfordshire-2016', play: childInCare },
  police: { pack: 'hertfordshire-2016', play: police },
  'police-2026': { pack: 'hertfordshire-2026', play: police },
};

const wanted = process.argv.slice(2);
for (const [name, { pack, play }] of Object.entries(situations)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await onStage({ name: `situations/${name}`, pack: { extends: pack } }, async (people) => {
    // long cards whole
    for (const { page } of Object.values(people)) await page.setViewportSize({ width: 1400, height: 2600 });
    await play(people);
  });
}
