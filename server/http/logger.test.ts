import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** What a process prints that logs these errors. */
async function logged(script: string, stdout: 'pipe' | number): Promise<{ code: unknown; text: string }> {
  const logger = join(import.meta.dirname, 'logger.ts');
  const source = `import { createLogger } from ${JSON.stringify(logger)}; const log = createLogger('info'); ${script}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', stdout, 'ignore'],
  });
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, text };
}

it('goes on without its log when the disk of the log is full', async () => {
  const full = openSync('/dev/full', 'w');
  try {
    const { code } = await logged(`for (let n = 0; n < 50; n++) log.error({ n }, 'Not kept');`, full);
    expect(code).toBe(0);
  } finally {
    closeSync(full);
  }
});

it('says of an error what kind it is and where it comes from, and nothing it quotes', async () => {
  const cause = `Object.assign(new Error('Alvarez'), { code: 'ENOSPC' })`;
  const { text } = await logged(
    `log.error({ err: new TypeError('\\n    at Alvarez', { cause: ${cause} }) }, 'Failed')`,
    'pipe',
  );
  expect(JSON.parse(text)).toMatchObject({
    err: { type: 'TypeError', cause: { code: 'ENOSPC' } },
    msg: 'Failed',
  });
  expect(text).not.toContain('Alvarez');
});

it.each([
  ['without a message', 'log.warn({ err })'],
  ['alone', 'log.error(err)'],
  ['with its own text for a message', 'log.error({ n: 1, err }, err.message)'],
])('does not write the text of an error that is logged %s', async (_how, call) => {
  const { text } = await logged(`const err = new TypeError('Alvarez'); ${call}`, 'pipe');
  expect(JSON.parse(text)).toMatchObject({ err: { type: 'TypeError' }, msg: 'TypeError' });
  expect(text).not.toContain('Alvarez');
});
