import { createContext } from 'react';
import type { Work } from '../../domain/filing/workTask.ts';
import { SaveQueue } from '../faxes/saveQueue.ts';

/** Saves of who has the work on a fax; `undefined` where no Task was known. */
export const WorkQueueContext = createContext(new SaveQueue<Work | undefined>());
