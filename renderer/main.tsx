import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/App.tsx';
import { createPreferences } from './lib/preferences.ts';
import { textKeeper } from './lib/textKeeper.ts';
import { connect } from './api/connect.ts';

// zod's compiled validators need `new Function`, which the page's policy refuses.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root) {
  const preferences = createPreferences(textKeeper(window, window.quayside ? 'desktop' : 'browser'));
  const connection = await connect(window);
  createRoot(root).render(
    <StrictMode>
      <App connection={connection} preferences={preferences} />
    </StrictMode>,
  );
}
