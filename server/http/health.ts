import type { FastifyInstance } from 'fastify';
import type { DiskWatch } from './diskWatch.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether `/healthz` answers 200: set when everything is in place. */
    health: { state: 'starting' | 'ready' | 'stopping' };
  }
}

/**
 * `/livez`: the process answers. `/healthz`: it can be worked with, from `ready` until it begins to stop. A disk that is
 * nearly full is told, but is no reason to keep people from their faxes.
 */
export function registerHealth(app: FastifyInstance, disk?: DiskWatch): void {
  app.decorate('health', { state: 'starting' });
  app.addHook('preClose', async () => {
    app.health.state = 'stopping';
  });
  app.addHook('onSend', async (_request, reply) => {
    if (app.health.state === 'stopping') {
      // Whoever has more to ask asks the next process.
      reply.header('connection', 'close');
    }
  });
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/healthz', async (_request, reply) => {
    const { state } = app.health;
    const hasRoom = disk ? await disk.hasRoom() : true;
    return reply.code(state === 'ready' ? 200 : 503).send({ status: state, disk: hasRoom ? 'ok' : 'low' });
  });
}
