import type { ExtractResource, ResourceType } from '@medplum/fhirtypes';
import type { Connection } from './connection.ts';

/**
 * The resources of a type as they stand in a data file whose text holds some words, read without the index and without
 * anybody's rights: for whoever looks after the file.
 */
export function* currentResources<T extends ResourceType>(
  connection: Connection,
  type: T,
  words: string,
): Generator<ExtractResource<T>, void> {
  const rows = connection.iterate<{ text: string }>(
    `SELECT v.text FROM resource r CROSS JOIN version v
     WHERE r.type = ? AND r.current IS NOT NULL AND v.vid = r.current AND instr(v.text, ?) > 0`,
    type,
    words,
  );
  for (const { text } of rows) {
    // Stored texts are validated resources of their row's type.
    yield JSON.parse(text) as ExtractResource<T>;
  }
}
