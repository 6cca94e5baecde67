/** The browser app's OAuth client. Public: it has no secret, PKCE protects its codes. */
export const APP_CLIENT_ID = 'faxwell-app';
