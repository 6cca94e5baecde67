import type { Binary } from '@medplum/fhirtypes';
import { EXT } from '../../../src/domain/fhir/systems.ts';
import { sha256Of } from '../binary/binaryResource.ts';
import type { Connection } from './connection.ts';

/** A file that a version of a Binary names. */
export interface NamedFile {
  /** Id of the Binary. */
  readonly id: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number | undefined;
}

/** Every file that a data file names, old versions and deleted Binaries too; one named twice comes twice. */
export function* namedFiles(connection: Connection): Generator<NamedFile, void> {
  const rows = connection.iterate<{ id: string; text: string }>(
    `SELECT r.id, v.text FROM resource r CROSS JOIN version v
     WHERE r.type = 'Binary' AND v.rid = r.rid AND v.text IS NOT NULL`,
  );
  for (const { id, text } of rows) {
    // Stored texts are validated resources.
    const binary = JSON.parse(text) as Binary;
    const sha256 = sha256Of(binary);
    if (sha256) {
      const size = binary.meta?.extension?.find(({ url }) => url === EXT.size)?.valueDecimal;
      yield { id, sha256, size };
    }
  }
}
