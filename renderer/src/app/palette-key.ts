/** Ctrl/Cmd+K opens the command palette; its code loads with the first use. */
import { useEffect } from 'react';
import { styled } from '../ui/styled';
import { mountLate } from './late';

/** Opens the palette, loading it when needed. */
export function openPalette(): void {
  void styled(() => import('./palette')).then(({ default: Palette, open }) => {
    mountLate('palette', Palette);
    // Mounted in the next render; its store exists already and remembers that it is open.
    open();
  });
}

/** Listens for the key while the shell is shown. */
export function usePaletteKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
