import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is known for certain about a sample fax because we made it: what a suggestion of patient, type or boundary is
 * scored against. It is kept beside the clinic's data and never in it, because a product that could read it would
 * look cleverer than it is.
 */
export interface FaxTruth {
  readonly schemaVersion: 1;
  /** The carrier's id of the fax: its `Communication.identifier` in the system of the loopback carrier. */
  readonly carrierFaxId: string;
  readonly seed: number;
  /** The recipe it was made by: `mixed-packet`. */
  readonly recipe: string;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
  /** E.164; null when withheld. */
  readonly originatingNumber: string | null;
  readonly calledNumber: string;
  /** Pages the sender put into the machine; more than arrived when the line broke. */
  readonly pagesSent: number;
  /** The earlier fax this is a repetition of. `after-cut`: the first one had not arrived whole. */
  readonly repeats: { readonly carrierFaxId: string; readonly how: RepeatedHow } | null;
  /** One for each document of the fax in order; cover sheets and blank pages belong to none. */
  readonly documents: readonly DocumentTruth[];
  /** One for each page of the file in order. */
  readonly pages: readonly PageTruth[];
}

export type RepeatedHow = 'same-bytes' | 'same-pages' | 'after-cut';

export interface DocumentTruth {
  /** Whom it is about, which each sender writes in a way of their own; null for nobody, as in advertising. */
  readonly patient: PatientTruth | null;
  /** LOINC; null for what is no document of a patient. */
  readonly type: string | null;
  /** Who wrote it; null when that stands nowhere. */
  readonly sender: string | null;
  /** Numbers from 1. */
  readonly pages: readonly number[];
}

export interface PatientTruth {
  /** The sample clinic's; null when this is no patient of it. */
  readonly mrn: string | null;
  readonly family: string;
  readonly given: readonly string[];
  /** FHIR date. */
  readonly birthDate: string;
}

export interface PageTruth {
  readonly patientMrn: string | null;
  readonly type: string | null;
  readonly sender: string | null;
  /** Index in `documents`; null for cover sheets and blank pages. */
  readonly documentIndex: number | null;
  /** By how many degrees the page has to be turned to be read. */
  readonly rotation: 0 | 180;
  readonly blank: boolean;
  /** Its lower end never arrived. */
  readonly cut: boolean;
}

/** Where the truth of a fax is kept below the data folder. */
export function truthFile(dataDir: string, carrierFaxId: string): string {
  return join(dataDir, 'sample', 'truth', `${carrierFaxId}.json`);
}

export function writeTruth(dataDir: string, truth: FaxTruth): void {
  const file = truthFile(dataDir, truth.carrierFaxId);
  mkdirSync(join(dataDir, 'sample', 'truth'), { recursive: true });
  // Renamed into place: a fax whose truth is there has been delivered, and half a file would say so too.
  writeFileSync(`${file}.new`, `${JSON.stringify(truth, undefined, 1)}\n`);
  renameSync(`${file}.new`, file);
}
