import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether `/healthz` answers 200: set when everything is in place. */
    health: { state: 'starting' | 'ready' | 'stopping' };
  }
}

/** `/livez`: the process answers. `/healthz`: it can be worked with, from `ready` until it begins to stop. */
export function registerHealth(app: FastifyInstance): void {
  app.decorate('health', { state: 'starting' });
  app.addHook('preClose', async () => {
    app.health.state = 'stopping';
  });
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/healthz', async (_request, reply) => {
    const { state } = app.health;
    return reply.code(state === 'ready' ? 200 : 503).send({ status: state });
  });
}
