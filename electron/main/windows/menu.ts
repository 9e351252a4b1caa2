/** The native menu: what the system needs for the clipboard and the keyboard, in the language of the window. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../texts';

export interface MenuOptions {
  isMac: boolean;
  withDeveloperTools: boolean;
}

/** The menu as data. */
export function menuTemplate(texts: Texts, { isMac, withDeveloperTools }: MenuOptions): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: texts.file,
      submenu: [{ role: 'close', label: texts.close }, ...(isMac ? [] : [separator, { role: 'quit', label: texts.quit } as const])],
    },
    {
      label: texts.edit,
      submenu: [
        { role: 'undo', label: texts.undo },
        { role: 'redo', label: texts.redo },
        separator,
        { role: 'cut', label: texts.cut },
        { role: 'copy', label: texts.copy },
        { role: 'paste', label: texts.paste },
        { role: 'selectAll', label: texts.selectAll },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { role: 'resetZoom', label: texts.zoomReset },
        { role: 'zoomIn', label: texts.zoomIn },
        { role: 'zoomOut', label: texts.zoomOut },
        separator,
        { role: 'togglefullscreen', label: texts.fullScreen },
        ...(withDeveloperTools ? [separator, { role: 'toggleDevTools', label: texts.developerTools } as const] : []),
      ],
    },
  ];
}

/** Puts the menu up, or another one in its place. */
export function showMenu(texts: Texts, options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(texts, options)));
}
