import { z } from 'zod';

/**
 * The body of a loopback delivery, JSON in UTF-8:
 *
 * | field | | |
 * |---|---|---|
 * | `id` | required | the fax, the same when it is delivered again; 1 to 64 letters, digits, `_ . : -` |
 * | `type` | required | `fax.received`; others are kept and not understood |
 * | `from` | optional | number of the caller in any writing; absent or `withheld` when hidden |
 * | `to` | optional | the called number |
 * | `receivedAt` | optional | instant at which the call ended |
 * | `pages` | optional | pages counted during the call |
 * | `fileName`, `contentType` | optional | what the sender calls the document |
 * | `document` | optional | its bytes in base64 |
 *
 * Only `id` and `type` are insisted on: a fax with a strange page count is a fax. Other fields are ignored here
 * and stay in the journal.
 */
export const deliverySchema = z.looseObject({
  id: z.string().regex(/^[\w.:-]{1,64}$/),
  type: z.string(),
  from: z.string().optional().catch(undefined),
  to: z.string().optional().catch(undefined),
  receivedAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  pages: z.int().positive().optional().catch(undefined),
  fileName: z.string().optional().catch(undefined),
  document: z.string().optional().catch(undefined),
});

export type LoopbackDelivery = z.input<typeof deliverySchema> & { readonly contentType?: string };
