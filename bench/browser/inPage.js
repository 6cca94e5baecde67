/** Put into the page before anything else: how long from a key to the frame that shows what it asked for. */
globalThis.faxwellBench = {
  /**
   * Waits for the next key. `painted` then promises the milliseconds from it until the first page of another fax has
   * been painted; `null` when none was within five seconds, as with a fax whose document cannot be shown.
   */
  awaitKey() {
    const before = firstPage()?.getAttribute('aria-label');
    this.painted = new Promise((resolve) => {
      const onKey = ({ timeStamp }) => {
        document.removeEventListener('keydown', onKey, true);
        const look = () => {
          const page = firstPage();
          const isThere = page?.querySelector('canvas') && page.getAttribute('aria-label') !== before;
          if (isThere) afterFrame(() => resolve(performance.now() - timeStamp));
          else if (performance.now() - timeStamp > 5_000) resolve(null);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      };
      document.addEventListener('keydown', onKey, true);
    });
  },

  /** Looks at every frame from now on until `seen` is asked for. */
  watchPane() {
    const seen = { frames: 0, ofPages: 0, blank: 0 };
    const look = () => {
      if (this.seen !== seen) return;
      seen.frames++;
      const pages = document.querySelector('section[aria-label^="Pages of the fax"]');
      if (pages?.querySelector('canvas')) seen.ofPages++;
      else if (!pages?.textContent) seen.blank++;
      requestAnimationFrame(look);
    };
    this.seen = seen;
    requestAnimationFrame(look);
  },

  /** Frames since `watchPane`, how many of them showed a page, and how many showed neither page nor words. */
  stopWatching() {
    const { seen } = this;
    this.seen = undefined;
    return seen;
  },

  /** Addresses of the scripts that were asked for before the first row of the list was there. */
  async scriptsBeforeList() {
    const listed = await firstRow;
    return performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => startTime <= listed && /\.m?js$/.test(new URL(name).pathname))
      .map(({ name }) => name);
  },

  /** Milliseconds until bare pdf.js has opened a file nobody has opened before and painted its first page. */
  async coldPdf(moduleUrl, workerUrl, fileUrl, token, width) {
    const file = await (
      await fetch(fileUrl, { headers: { authorization: `Bearer ${token}` } })
    ).arrayBuffer();
    const pdfjs = await import(moduleUrl);
    const start = performance.now();
    pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
    const pdf = await pdfjs.getDocument({ data: file }).promise;
    const page = await pdf.getPage(1);
    const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
    const canvas = Object.assign(document.createElement('canvas'), viewport);
    document.body.append(canvas);
    await page.render({ canvas, viewport }).promise;
    await new Promise((resolve) => requestAnimationFrame(() => afterFrame(resolve)));
    return performance.now() - start;
  },
};

/** When the first row of a list came into the page. */
const firstRow = new Promise((resolve) => {
  new MutationObserver((_, observer) => {
    if (document.querySelector('[role="option"]')) {
      observer.disconnect();
      resolve(performance.now());
    }
  }).observe(document, { childList: true, subtree: true });
});

function firstPage() {
  return document.querySelector('[role="img"][aria-label^="Page 1 of"]');
}

/** A message comes after the frame it was posted in. */
function afterFrame(then) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = then;
  port2.postMessage(undefined);
}
