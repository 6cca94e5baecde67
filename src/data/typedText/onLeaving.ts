/**
 * Calls `act` whenever the page may be about to go. `pagehide` is the only one that always comes, but it is too late for
 * what takes more than a moment: `beforeunload` comes while the next page is still on its way, and a tab is hidden long
 * before a phone ends it.
 * @returns stops it
 */
export function onLeaving(act: () => void): () => void {
  const onHidden = () => {
    if (document.visibilityState === 'hidden') {
      act();
    }
  };
  document.addEventListener('visibilitychange', onHidden);
  window.addEventListener('beforeunload', act);
  window.addEventListener('pagehide', act);
  return () => {
    document.removeEventListener('visibilitychange', onHidden);
    window.removeEventListener('beforeunload', act);
    window.removeEventListener('pagehide', act);
  };
}
