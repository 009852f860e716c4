import { useEffect, type RefObject } from 'react';

const CLOSES_AFTER_PX = 80;
const HEAD_PX = 64;

/** A swipe down from the head of a sheet closes it; a shorter one lets it glide back. */
export function useSwipeDown(sheet: RefObject<HTMLElement | null>, enabled: boolean, onClose: () => void): void {
  useEffect(() => {
    const element = sheet.current;
    if (!enabled || !element) return;
    let startY: number | null = null;
    const start = (event: TouchEvent): void => {
      const y = event.touches[0]?.clientY ?? 0;
      startY = y - element.getBoundingClientRect().top < HEAD_PX ? y : null;
    };
    const wayOf = (event: TouchEvent): number => (startY === null ? 0 : Math.max(0, (event.changedTouches[0]?.clientY ?? startY) - startY));
    const move = (event: TouchEvent): void => {
      element.style.transform = `translateY(${wayOf(event)}px)`;
    };
    const end = (event: TouchEvent): void => {
      element.style.transform = '';
      if (wayOf(event) > CLOSES_AFTER_PX) onClose();
      startY = null;
    };
    element.addEventListener('touchstart', start, { passive: true });
    element.addEventListener('touchmove', move, { passive: true });
    element.addEventListener('touchend', end);
    return () => {
      element.removeEventListener('touchstart', start);
      element.removeEventListener('touchmove', move);
      element.removeEventListener('touchend', end);
    };
  }, [sheet, enabled, onClose]);
}
