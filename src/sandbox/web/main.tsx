import { render } from 'preact';
import { App } from './app.tsx';
import { WordsProvider } from './i18n/use-words.tsx';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html lost its #page');
render(
  <WordsProvider>
    <App />
  </WordsProvider>,
  place,
);
