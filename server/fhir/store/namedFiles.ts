import type { Binary } from '@medplum/fhirtypes';
import { sha256Of } from '../binary/binaryResource.ts';
import type { Connection } from './connection.ts';

/** A file that a version of a Binary names. */
interface NamedFile {
  /** Id of the Binary. */
  readonly id: string;
  readonly sha256: string;
}

/** Every file that a data file names, old versions and deleted Binaries too; one named twice comes twice. */
export function* namedFiles(connection: Connection): Generator<NamedFile, void> {
  const rows = connection.iterate<{ id: string; text: string }>(
    `SELECT r.id, v.text FROM resource r CROSS JOIN version v
     WHERE r.type = 'Binary' AND v.rid = r.rid AND v.text IS NOT NULL`,
  );
  for (const { id, text } of rows) {
    // Stored texts are validated resources.
    const sha256 = sha256Of(JSON.parse(text) as Binary);
    if (sha256) {
      yield { id, sha256 };
    }
  }
}
