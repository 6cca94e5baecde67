import { normalizeErrorString } from '@medplum/core';
import { useMedplum } from '@medplum/react-hooks';
import { useCallback } from 'react';

/** The first account of an empty server: `code` is the one-time code the server printed when it started. */
interface FirstAdmin {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Makes the first admin; answers the server's own words when it refuses, which hold nothing but what was typed. */
export function useCreateFirstAdmin(): (admin: FirstAdmin) => Promise<string | undefined> {
  const client = useMedplum();
  return useCallback(
    async (admin: FirstAdmin) => {
      try {
        await client.post('auth/first-admin', admin, undefined, { maxRetries: 0 });
        return undefined;
      } catch (error) {
        return normalizeErrorString(error);
      }
    },
    [client],
  );
}
