/** A learner at the page: goes somewhere, types, reads the terminal and the map. */
import { expect, type Locator, type Page, test } from '@playwright/test';

const prompt = /\$\s*$/;

export class Learner {
  readonly page: Page;
  readonly screen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.screen = page.locator('.xterm-rows').first();
  }

  /** Goes to a page of the course, on the site and in the offline folder alike. */
  async opens(path: string): Promise<void> {
    const offline = test.info().project.name === 'file';
    await this.page.goto(offline ? `#/${path}` : path);
  }

  /** Waits for a prompt that answers. */
  async seesPrompt(): Promise<void> {
    await this.page.locator('.terminal-host').first().scrollIntoViewIfNeeded();
    await expect(this.screen).toContainText('learner@reconcile');
    await this.sees(prompt);
  }

  /** Types a command on a clean screen and waits for what it should print and the next prompt. */
  async types(command: string, prints: RegExp | string, at = 0): Promise<void> {
    await this.keys(command, at);
    await this.sees(prints, at);
    await this.sees(prompt, at);
  }

  /** Types a command on a clean screen, without waiting for its end. */
  async keys(command: string, at = 0): Promise<void> {
    await this.page.locator('.terminal-host').nth(at).click();
    await this.page.keyboard.press('Control+l');
    await this.page.keyboard.type(command);
    await this.page.keyboard.press('Enter');
  }

  /** `at` counts the terminals from 0. */
  async sees(what: RegExp | string, at = 0): Promise<void> {
    const text = () => this.text(at);
    if (typeof what === 'string') await expect.poll(text).toContain(what);
    else await expect.poll(text).toMatch(what);
  }

  async doesNotSee(what: string): Promise<void> {
    expect(await this.text()).not.toContain(what);
  }

  /** The rows on screen, without the empty ones. */
  async text(at = 0): Promise<string> {
    const rows = await this.page.locator('.xterm-rows').nth(at).locator('> *').allTextContents();
    return rows
      .map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
      .filter((row) => row !== '')
      .join('\n');
  }

  async presses(button: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button }).first().click();
  }

  /** Lets everything come to rest, however long it takes on the cluster's clock. */
  async waitsUntilSettled(): Promise<void> {
    const skip = this.page.getByRole('button', { name: 'Until settled' });
    await skip.click();
    await expect(skip).toBeEnabled();
  }

  /** The pods on the map that show a status. */
  podsOnMap(status: string): Locator {
    return this.page.locator('.pod').and(this.page.getByRole('button', { name: `, ${status}` }));
  }
}
