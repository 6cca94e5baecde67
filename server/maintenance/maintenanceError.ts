/** Something that could not be done to a data folder; `message` is a sentence for the person at the keyboard. */
export class MaintenanceError extends Error {
  override readonly name = 'MaintenanceError';
}
