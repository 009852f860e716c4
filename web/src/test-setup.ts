import { configure } from '@testing-library/dom';

// What is awaited comes when it comes: other checks may keep the machine busy meanwhile.
configure({ asyncUtilTimeout: 15_000 });

// Browser features that jsdom lacks, in the least form that the page needs.

const nothing = (): void => undefined;
const query = (media: string) => ({ matches: false, media, addEventListener: nothing, removeEventListener: nothing });

Object.assign(window, { matchMedia: query });
Element.prototype.scrollIntoView = nothing;
HTMLCanvasElement.prototype.getContext = () => null;
