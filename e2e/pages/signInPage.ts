import type { Locator, Page } from '@playwright/test';

export class SignInPage {
  readonly heading: Locator;
  readonly email: Locator;
  readonly password: Locator;
  readonly next: Locator;
  readonly submit: Locator;
  readonly problem: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'Sign in to Faxwell' });
    this.email = page.getByLabel('Email');
    this.password = page.locator('input[type=password]');
    this.next = page.getByRole('button', { name: 'Continue' });
    this.submit = page.getByRole('button', { name: 'Sign in' });
    this.problem = page.getByText('Email or password is invalid');
  }

  async open(path = '/'): Promise<void> {
    await this.#page.goto(path);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.next.click();
    await this.password.fill(password);
    await this.submit.click();
  }
}
