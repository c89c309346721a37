import type { Arguments } from '../http/arguments.ts';
import { badRequest } from '../http/errors.ts';
import type { BotApiCall, Method } from './call.ts';

/** One text of the bot's profile, stored by language. Reading falls back to the default language. */
interface Field {
  /** The name of the parameter, and of the result's field. */
  name: string;
  limit: number;
}

const nameField: Field = { name: 'name', limit: 64 };
const descriptionField: Field = { name: 'description', limit: 512 };
const shortDescriptionField: Field = { name: 'short_description', limit: 120 };

function setter({ name, limit }: Field): Method {
  return ({ world, args }: BotApiCall): true => {
    const text = args.text(name);
    if ([...text].length > limit) throw badRequest(`bot ${name.replace('_', ' ')} is too long`);
    world.profile.set(`${name}/${language(args)}`, text);
    return true;
  };
}

function getter({ name }: Field): Method {
  return ({ world, args }: BotApiCall) => {
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

export const setMyName = setter(nameField);
export const getMyName = getter(nameField);
export const setMyDescription = setter(descriptionField);
export const getMyDescription = getter(descriptionField);
export const setMyShortDescription = setter(shortDescriptionField);
export const getMyShortDescription = getter(shortDescriptionField);
