/** What somebody may do follows from one of these; `gateway` is a program, the others are people. */
export const ROLES = ['frontdesk', 'practitioner', 'admin', 'gateway'] as const;
export type Role = (typeof ROLES)[number];

export const USER_ROLES = ['frontdesk', 'practitioner', 'admin'] as const satisfies readonly Role[];
export type UserRole = (typeof USER_ROLES)[number];
