import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { notFound } from '@medplum/core';
import type { FastifyInstance } from 'fastify';
import { sendOutcome } from '../fhir/router/outcome.ts';

/** Paths that belong to programs: they never get the app's page, whatever they ask for. */
const PROGRAM_PATHS = /^\/(fhir|auth|oauth2|storage|ws|webhooks|fhircast|admin)(\/|$)/;
const HASHED_ASSET = /\/assets\/[^/]+$/;

/** Serves the built app; every address of its own is the one page. */
export function registerStaticApp(app: FastifyInstance, root: string): void {
  const built = existsSync(join(root, 'index.html'));
  if (built) {
    app.register(fastifyStatic, {
      root,
      preCompressed: true,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply, path) => reply.header('cache-control', cachingOf(path)),
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (PROGRAM_PATHS.test(request.url)) {
      return sendOutcome(reply, notFound);
    }
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!isPage) {
      return reply.code(404).type('text/plain').send('Not found');
    }
    if (!built) {
      return reply.code(503).type('text/plain').send('The app is not built yet: npm run build');
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html', root, { cacheControl: false });
  });
}

/** Names of assets change with their content; everything else is asked for anew each time. */
function cachingOf(path: string): string {
  return HASHED_ASSET.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** The stamp the build left, so that an open page can see that there is a newer one. */
export function readBuildStamp(root: string): string {
  try {
    return readFileSync(join(root, '.stamp'), 'utf8').trim();
  } catch {
    return 'development';
  }
}
