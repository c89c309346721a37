import { render } from 'preact';
import { App } from './app.tsx';
import { WordsProvider } from './i18n/use-words.tsx';

const place = document.getElementById('page');
if (place === null) throw new Error('index.html lost its #page');
// What stands there until the program has come; Preact would leave it.
place.replaceChildren();
render(
  <WordsProvider>
    <App />
  </WordsProvider>,
  place,
);
