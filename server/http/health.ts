import type { FastifyInstance } from 'fastify';

/** `/livez`: the process answers. `/healthz`: it takes requests, until it begins to stop. */
export function registerHealth(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/healthz', async (_request, reply) =>
    stopping ? reply.code(503).send({ status: 'stopping' }) : { status: 'ready' },
  );
}
