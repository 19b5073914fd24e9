import { setTimeout as pause } from 'node:timers/promises';
import { type Presser, pressers } from '../walks/by-button.ts';
import type { PlaygroundWindow } from './driver.ts';
import { fillsAndPresses, waitsForWelcome } from './hands.ts';
import { onStage, takePicture } from './stage.ts';

/**
 * The walks by button of `npm run walks` in Microsoft's Teams emulator, with a picture of each card, by default as wide as on a
 * telephone. Run: node tests/e2e/walks.ts. Pictures: tests/e2e/screenshots/walks.
 */
process.env.WIDTH ??= '400';

async function plays(jane: PlaygroundWindow, { presses, answers, afterwards = [] }: Presser): Promise<void> {
  await waitsForWelcome(jane);
  const heading = async () => (await jane.headings())[0] ?? '';
  const picture = async () => takePicture(jane, 'card', await heading());
  const next = async () => {
    const titles = await jane.buttons();
    return presses.find((title) => titles.includes(title));
  };
  for (let title = await next(); title !== undefined; title = await next()) {
    await picture();
    await fillsAndPresses(jane, title, answers[await heading()] ?? {});
    await pause(500); // the bot may still change the card in place
  }
  await jane.until('Delivered to the MASH at');
  await picture();
  for (const [title, filled = {}] of afterwards) {
    await fillsAndPresses(jane, title, filled);
    await picture();
  }
}

for (const walk of pressers)
  await onStage(
    { name: `walks/${walk.who.replaceAll(/\W+/g, '-')}`, pack: { extends: 'hertfordshire-2016' } },
    async ({ jane }) => {
      await jane.page.setViewportSize({ width: 1400, height: 1900 }); // long cards whole
      await plays(jane, walk);
    },
  );
