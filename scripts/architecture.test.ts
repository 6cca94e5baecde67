import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/**
 * The layers and who may import whom. A new arrow is a decision: write it down in docs/architecture.md first.
 * `external` lists packages that only some layers may use, so that there is one cache and one way to the server.
 */
const ROOT = path.resolve(import.meta.dirname, '..');

const LAYERS: Record<string, { readonly mayImport: readonly string[] }> = {
  'src/domain': { mayImport: [] },
  'src/data': { mayImport: ['src/domain'] },
  'src/components': { mayImport: ['src/domain'] },
  'src/features': { mayImport: ['src/domain', 'src/data', 'src/components', 'src/paths.ts'] },
  'src/app': { mayImport: ['src/domain', 'src/data', 'src/components', 'src/features', 'src/paths.ts'] },
  'src/paths.ts': { mayImport: ['src/domain'] },
  'src/main.tsx': { mayImport: ['src/app'] },
  'server/carriers': { mayImport: ['src/domain'] },
  'server/documents': { mayImport: ['src/domain'] },
  'server/fhir': { mayImport: ['src/domain'] },
  'server/gateway': { mayImport: ['src/domain', 'server/carriers', 'server/documents'] },
  'server/http': { mayImport: ['src/domain', 'server/fhir', 'server/config.ts'] },
  'server/maintenance': { mayImport: ['src/domain', 'server/fhir', 'server/http', 'server/config.ts'] },
  'server/sample': { mayImport: ['src/domain', 'server/documents'] },
};

const ONLY_IN: Record<string, readonly string[]> = {
  '@tanstack/react-query': ['src/data'],
  '@medplum/react-hooks': ['src/data', 'src/app'],
  '@medplum/fhir-router': ['server/fhir', 'server/http', 'bench'],
  // The one file beside the store that opens a database: its lock keeps a second process out of the data folder.
  'node:sqlite': ['server/fhir', 'server/http/dataDir.ts', 'bench'],
};

interface Import {
  readonly file: string;
  /** A path from the root for our own files, else the package's name. */
  readonly target: string;
  /** Gone when the program runs. */
  readonly isType: boolean;
}

test('every import goes along the layers', () => {
  const wrong = imports().filter(({ file, target }) => {
    const from = layerOf(file);
    const to = layerOf(target);
    // Tests of the server talk to a whole one.
    const isWholeServer = isTest(file) && from?.startsWith('server/') && to === 'server/http';
    return from && to && from !== to && !isWholeServer && !LAYERS[from]?.mayImport.includes(to);
  });
  expect(wrong).toEqual([]);
});

test('features never import each other, carriers never each other', () => {
  const wrong = imports().filter(({ file, target }) =>
    [/^(src\/features\/[^/]+)\//, /^(server\/carriers\/[^/]+)\/[^/]+/].some((folder) => {
      const [from, to] = [folder.exec(file)?.[1], folder.exec(target)?.[1]];
      return from !== undefined && to !== undefined && from !== to;
    }),
  );
  expect(wrong).toEqual([]);
});

test('the app never imports the server, and the server only the domain of the app', () => {
  const wrong = imports().filter(
    ({ file, target }) =>
      (file.startsWith('src/') && target.startsWith('server/')) ||
      (file.startsWith('server/') && target.startsWith('src/') && !target.startsWith('src/domain/')),
  );
  expect(wrong).toEqual([]);
});

test('packages that decide how data flows are used in their layer only', () => {
  const wrong = imports().filter(({ file, target }) => {
    const allowed = ONLY_IN[target];
    return allowed && !isTest(file) && !allowed.some((folder) => file.startsWith(folder));
  });
  expect(wrong).toEqual([]);
});

test('the domain is pure: no React, no Node, no package but types and phone numbers', () => {
  const allowed = /^(src\/domain\/|@medplum\/fhirtypes$|libphonenumber-js)/;
  const wrong = imports().filter(
    ({ file, target }) => file.startsWith('src/domain/') && !isTest(file) && !allowed.test(target),
  );
  expect(wrong).toEqual([]);
});

test('what ships needs no package that is for tools and tests, and no other is called a dependency', () => {
  const { dependencies, devDependencies } = manifest();
  const isShipped = (file: string) => /^(src|server)\/(?!.*\/contract\/)/.test(file) && !isTest(file);
  const shipped = imports().filter(({ file }) => isShipped(file));
  const wrong = shipped.filter(({ target, isType }) => target in devDependencies && !isType);
  expect(wrong).toEqual([]);

  const used = new Set(shipped.map(({ target }) => target));
  // Started or read as files, not imported.
  const unimported = /^(node$|@fontsource\/)/;
  expect(Object.keys(dependencies).filter((name) => !used.has(name) && !unimported.test(name))).toEqual([]);
});

function manifest(): Record<'dependencies' | 'devDependencies', Record<string, string>> {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
}

function layerOf(file: string): string | undefined {
  return Object.keys(LAYERS).find((layer) => file === layer || file.startsWith(`${layer}/`));
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/(testServer|testing)\b/.test(file);
}

function imports(): Import[] {
  return ['src', 'server', 'bench', 'e2e'].flatMap(sourceFiles).flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    const specifiers = [
      ...text.matchAll(
        /^(?:import|export)\b[^'";]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import '([^']+)'/gm,
      ),
    ];
    return specifiers.map((match) => ({
      file,
      target: resolveTarget(file, match[1] ?? match[2] ?? match[3] ?? ''),
      isType: /^(import|export) type\b/.test(match[0]),
    }));
  });
}

function resolveTarget(file: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    return path.join(path.dirname(file), specifier);
  }
  const name = specifier.startsWith('@') ? 2 : 1;
  return specifier.startsWith('node:') ? specifier : specifier.split('/').slice(0, name).join('/');
}

function sourceFiles(folder: string): string[] {
  const absolute = path.join(ROOT, folder);
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => /\.tsx?$/.test(name) && statSync(path.join(ROOT, name)).isFile());
}
