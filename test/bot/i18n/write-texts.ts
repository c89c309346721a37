// Writes the type of the texts' keys and variables: `npm run texts`, after a text was added, renamed or removed.

import { writeFileSync } from 'node:fs';
import { typedFile, typesOf } from './texts.ts';

writeFileSync(typedFile, typesOf('en'));
