import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { usePreferences } from '../lib/PreferencesContext.tsx';
import { isTyping } from '../lib/keys.ts';
import { ShortcutsContext } from '../lib/ShortcutsContext.ts';
import styles from './Shortcuts.module.css';

const places = {
  t: '/',
  o: '/orders',
  d: '/documents',
  n: '/attention',
  m: '/missing',
  i: '/prices',
  a: '/mappings',
  p: '/partners',
  b: '/backoffice',
  w: '/workspaces',
  r: '/runs',
  u: '/audit',
  s: '/settings',
} as const;
/** `g` and the second key belong together when they come within this time. */
const pairMs = 1200;

const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Everywhere',
    [
      ['Ctrl+K', 'Search by any number'],
      ['g then t, o, d, n', 'Today, Orders, Documents, Needs a hand'],
      ['g then w, s', 'Workspaces, Settings'],
      ['g then m, i, a, p', 'Missing, Prices, Mappings, Partners'],
      ['g then b', 'Back office, in practice'],
      ['g then r, u', 'Runs, Audit'],
      ['?', 'This list'],
    ],
  ],
  ['Today', [['Ctrl+Enter', 'Mark the morning check as done']]],
  [
    'Lists',
    [
      ['Down on the heading', 'Into the list'],
      ['Arrows, Home, End, PgUp, PgDn', 'Move'],
      ['Enter', 'Open, beside the list or as a page'],
      ['Esc', 'Close what stands beside, back to the row'],
      ['Space, Shift+Arrows', 'Select one row, several rows'],
      ['Ctrl+A, Ctrl+C', 'Select all loaded rows, copy with headings'],
      ['F2', 'Edit the row of a map where it stands'],
    ],
  ],
  [
    'Order',
    [
      ['Esc', 'Back to the same row of the list'],
      ['Arrows', 'Move, fold and unfold in the document'],
      ['Enter', 'Show the field in the raw file'],
      ['Ctrl+F', 'Find in the document'],
    ],
  ],
];

/** Keys that work on every screen, and the dialog that lists them. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [open, setOpen] = useState(false);
  const [{ singleKeys }] = usePreferences();
  const navigate = useNavigate();
  const goAt = useRef(-Infinity);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!singleKeys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.key === '?') setOpen(true);
      else if (event.key === 'g') goAt.current = event.timeStamp;
      else if (event.key in places && event.timeStamp - goAt.current < pairMs) {
        goAt.current = -Infinity;
        void navigate({ to: places[event.key as keyof typeof places] });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [singleKeys, navigate]);
  return (
    <ShortcutsContext value={() => setOpen(true)}>
      {children}
      <Dialog open={open} onOpenChange={(_, data) => setOpen(data.open)}>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>Keyboard</DialogTitle>
            <DialogContent className={styles['groups'] ?? ''}>
              {groups.map(([title, keys]) => (
                <section key={title}>
                  <h3 className={styles['title']}>{title}</h3>
                  <dl className={styles['keys']}>
                    {keys.map(([key, meaning]) => (
                      <div key={key} className={styles['row']}>
                        <dt>
                          <kbd>{key}</kbd>
                        </dt>
                        <dd>{meaning}</dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ))}
            </DialogContent>
            <DialogActions>
              <Button appearance="primary" onClick={() => setOpen(false)}>
                Close
              </Button>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </ShortcutsContext>
  );
}
