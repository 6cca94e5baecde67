import { createContext, useContext } from 'react';
import type { Fax } from '../../../domain/fax/fax.ts';

/** The wish to block whoever sent a fax. */
export interface BlockRequest {
  readonly fax: Fax;
  /** Present when the fax goes to Junk with it: the person is done with it then. */
  readonly onDone?: () => void;
}

/** Holds the wish until it has been dealt with, apart from the fax: that may have left the screen by then. */
export class BlockRequests {
  #request: BlockRequest | undefined;
  readonly #listeners = new Set<() => void>();

  readonly current = (): BlockRequest | undefined => this.#request;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly ask = (request: BlockRequest): void => this.#set(request);

  readonly close = (): void => this.#set(undefined);

  #set(request: BlockRequest | undefined): void {
    this.#request = request;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

export const BlockRequestsContext = createContext(new BlockRequests());

/** Opens the dialog that asks why a sender is to be blocked. */
export function useAskToBlock(): (request: BlockRequest) => void {
  return useContext(BlockRequestsContext).ask;
}
