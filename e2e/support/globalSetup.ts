import { rm } from 'node:fs/promises';
import { makeTemplate, TEMPLATE_VARIABLE } from './server.ts';

/** Builds the app if it is stale, and makes the sample clinic once: a copy of it starts in a moment. */
export default async function setUp(): Promise<() => Promise<void>> {
  // Plain JavaScript without types, because it also runs before anything is installed.
  const script = new URL('../../scripts/build.js', import.meta.url).href;
  const { ensureBuilt } = (await import(script)) as { ensureBuilt(): Promise<void> };
  await ensureBuilt();
  const template = await makeTemplate(12);
  process.env[TEMPLATE_VARIABLE] = template;
  return () => rm(template, { recursive: true, force: true });
}
