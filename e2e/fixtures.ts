import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { AbsenceDialog } from './pages/absenceDialog.ts';
import { AttentionList } from './pages/attentionList.ts';
import { BlockDialog } from './pages/blockDialog.ts';
import { BulkBar } from './pages/bulkBar.ts';
import { DocumentPane } from './pages/documentPane.ts';
import { FilterBar } from './pages/filterBar.ts';
import { InboxPage } from './pages/inboxPage.ts';
import { PartsField } from './pages/partsField.ts';
import { SignInPage } from './pages/signInPage.ts';
import { TriagePanel } from './pages/triagePanel.ts';
import { ViewList } from './pages/viewList.ts';
import { Clinic, type Role } from './support/clinic.ts';
import { type RunningServer, startServer } from './support/server.ts';

/** Everything of the app that is on one person's screen. */
interface Desk {
  readonly page: Page;
  readonly inbox: InboxPage;
  readonly filters: FilterBar;
  readonly views: ViewList;
  readonly document: DocumentPane;
  readonly triage: TriagePanel;
  readonly attention: AttentionList;
  readonly absence: AbsenceDialog;
  readonly blocking: BlockDialog;
  readonly parts: PartsField;
  readonly bulk: BulkBar;
}

export interface WorkerFixtures {
  readonly careless: boolean;
  readonly server: RunningServer;
  readonly clinic: Clinic;
}

export interface TestFixtures {
  /** Who is signed in at `desk`. */
  readonly role: Role;
  /** Signed in through the interface; signing in has its own tests. */
  readonly desk: Desk;
  readonly signInPage: SignInPage;
  /** Another person at another computer. */
  readonly deskOf: (role: Role) => Promise<Desk>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  careless: [false, { scope: 'worker', option: true }],
  server: [
    async ({ careless }, use) => {
      const server = await startServer({ careless });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  clinic: [
    async ({ server }, use) => {
      await use(new Clinic(server));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  role: ['frontdesk', { option: true }],

  /** No test passes with a request that leaves the origin, or with an error nobody caught. */
  context: async ({ context, server }, use) => {
    const watched = watch(context, server.url);
    await use(context);
    expect(watched).toEqual([]);
  },

  desk: async ({ page, clinic, role }, use) => {
    await use(await signedIn(page, clinic, role));
  },
  signInPage: async ({ page }, use) => {
    await use(new SignInPage(page));
  },
  deskOf: async ({ browser, clinic, server }, use) => {
    const contexts: BrowserContext[] = [];
    const watched: string[][] = [];
    await use(async (role) => {
      const context = await browser.newContext({ baseURL: server.url });
      contexts.push(context);
      watched.push(watch(context, server.url));
      return signedIn(await context.newPage(), clinic, role);
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(watched.flat()).toEqual([]);
  },
});

export { expect };

async function signedIn(page: Page, clinic: Clinic, role: Role): Promise<Desk> {
  const login = JSON.stringify(await clinic.login(role));
  // Once: whoever signs out stays signed out.
  await page.addInitScript({
    content: `if (location.protocol !== 'about:' && !sessionStorage.getItem('signed-in-by-test')) {
      sessionStorage.setItem('signed-in-by-test', 'yes');
      sessionStorage.setItem('activeLogin', ${JSON.stringify(login)});
    }`,
  });
  return {
    page,
    inbox: new InboxPage(page),
    filters: new FilterBar(page),
    views: new ViewList(page),
    document: new DocumentPane(page),
    triage: new TriagePanel(page),
    attention: new AttentionList(page),
    absence: new AbsenceDialog(page),
    blocking: new BlockDialog(page),
    parts: new PartsField(page),
    bulk: new BulkBar(page),
  };
}

/** What must never happen in a browser, as a list that fills while it does. */
function watch(context: BrowserContext, origin: string): string[] {
  const problems: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === origin || ['data:', 'blob:', 'about:'].includes(url.protocol);
    if (!isOwn) {
      problems.push(`A request left the origin: ${url.origin}`);
    }
  });
  context.on('weberror', (error) => {
    problems.push(`An error nobody caught: ${error.error().message}`);
  });
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) {
      problems.push(message.text());
    }
  });
  return problems;
}
