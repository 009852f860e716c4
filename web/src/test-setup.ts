// Browser features that jsdom lacks, in the least form that the page needs.

if (typeof window.matchMedia !== 'function') {
  window.matchMedia = (query) => ({ matches: false, media: query, onchange: null, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false });
}
HTMLCanvasElement.prototype.getContext = () => null;
