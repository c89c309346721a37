import type { Arguments } from '../http/arguments.ts';
import { badRequest } from '../http/refusals.ts';
import type { Call, Method } from './call.ts';

/** One text of the bot's profile, by language; read back with the default language's as its fallback. */
interface Field {
  /** The parameter and the field of the answer. */
  name: string;
  limit: number;
}

const NAME: Field = { name: 'name', limit: 64 };
const DESCRIPTION: Field = { name: 'description', limit: 512 };
const SHORT_DESCRIPTION: Field = { name: 'short_description', limit: 120 };

function setter({ name, limit }: Field): Method {
  return ({ world, args }: Call): true => {
    const text = args.text(name);
    if ([...text].length > limit) throw badRequest(`bot ${name.replace('_', ' ')} is too long`);
    world.profile.set(`${name}/${language(args)}`, text);
    return true;
  };
}

function getter({ name }: Field): Method {
  return ({ world, args }: Call) => {
    const own = world.profile.get(`${name}/${language(args)}`);
    const fallback = name === 'name' ? world.bot.first_name : '';
    return { [name]: own || world.profile.get(`${name}/`) || fallback };
  };
}

function language(args: Arguments): string {
  const code = args.text('language_code');
  if (!/^(?:[a-z]{2})?$/.test(code)) throw badRequest('Invalid language code specified');
  return code;
}

export const setMyName = setter(NAME);
export const getMyName = getter(NAME);
export const setMyDescription = setter(DESCRIPTION);
export const getMyDescription = getter(DESCRIPTION);
export const setMyShortDescription = setter(SHORT_DESCRIPTION);
export const getMyShortDescription = getter(SHORT_DESCRIPTION);
