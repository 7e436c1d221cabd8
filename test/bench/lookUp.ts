import { seedId } from '../support/demoApi/seedPrediction';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInput, quickInputRows, runCommand } from '../support/vscode/palette';
import { runEntry } from '../support/vscode/entry';

/** Between pasting and Enter a person takes about this long, in milliseconds. */
const pause = 700;
/** Until VS Code has started whatever it starts by itself. */
const settling = 8000;

interface Sample {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  /** Near the log's end; without spaces, which the editor draws as others. */
  readonly logWord: string;
}

const samples: readonly Sample[] = [
  {
    id: seedId,
    title: 'stable-diffusion-3.5-large',
    state: '8.7 s',
    logWord: 'R8_sd3.5L_00001_.png',
  },
  { id: 'fourlakes8r1v6z3t5w0n8b2j7', title: 'sdxl', state: '13 s', logWord: 'fourlakes8r1v6z' },
];

/** Prints how long each surface takes from Enter: the first look-up of a new window, then another. */
void runEntry(async () => {
  const window = await PredictionsWindow.open();
  try {
    await window.page.waitForTimeout(settling);
    console.log('milliseconds from Enter to the screen');
    for (const sample of samples) console.log(await measure(window, sample));
  } finally {
    await window.dispose();
  }
  return 0;
});

async function measure(window: PredictionsWindow, sample: Sample): Promise<string> {
  const { page } = window;
  await runCommand(page, 'DeerAPI: Look Up Prediction…');
  await quickInput(page).fill(sample.id);
  await quickInputRows(page).first().waitFor();
  await page.waitForTimeout(pause);
  await page.keyboard.press('Enter');
  const pressed = Date.now();
  const [row, status, log, image] = await Promise.all(
    [
      window.row(sample.title).waitFor(),
      window.statusItem(`${sample.title} · succeeded · ${sample.state}`).waitFor(),
      page.locator('.part.panel .view-lines', { hasText: sample.logWord }).waitFor(),
      firstImage(window, sample.title),
    ].map(async (seen) => {
      await seen;
      return Date.now() - pressed;
    }),
  );
  return `${sample.title.padEnd(28)} row ${row}  status ${status}  log ${log}  image ${image}`;
}

async function firstImage(window: PredictionsWindow, title: string): Promise<void> {
  const preview = await window.preview(title);
  await preview.waitForFunction(() => [...document.images].some((image) => image.naturalWidth > 0));
}
