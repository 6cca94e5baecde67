import type { FastifyRequest } from 'fastify';

/** `_format` overrides the header, https://www.hl7.org/fhir/R4/http.html#mime-type */
function asksForJson(request: FastifyRequest): boolean {
  const format = formatOf(request);
  return format === undefined ? acceptsJson(request.headers.accept) : isJson(format);
}

/** The format a request names in its address, if it does. */
export function formatOf({ raw }: FastifyRequest): string | undefined {
  const [, query = ''] = (raw.url ?? '').split(/\?(.*)/s);
  return new URLSearchParams(query).get('_format') || undefined;
}

/** A `+` in an address is a space unless it was encoded. */
export function isJson(mediaType: string): boolean {
  return /^(json|(application|text)\/(fhir[+ ])?json)$/i.test(mediaType.trim());
}

/** Refuses a client that can read nothing this server writes: it would take the JSON for its XML. */
export async function refuseOtherFormats(request: FastifyRequest): Promise<void> {
  if (!asksForJson(request)) {
    throw new NotAcceptable();
  }
}

/** Fastify's way to say a status that no outcome has. */
class NotAcceptable extends Error {
  readonly statusCode = 406;

  constructor() {
    super('This server writes JSON only');
  }
}

function acceptsJson(accept = ''): boolean {
  const ranges = accept.split(',').flatMap((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const isRefused = parameters.some((parameter) => /^q=0(\.0*)?$/i.test(parameter));
    return type === '' || isRefused ? [] : [type];
  });
  return (
    accept.trim() === '' || ranges.some((type) => type === '*/*' || type === 'application/*' || isJson(type))
  );
}
