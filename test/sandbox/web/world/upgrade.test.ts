import { expect, test } from 'vitest';
import type { Chat, Message, World } from '../../../../src/sandbox/web/world/telegram.ts';
import { beforeUpgrade, chatToWriteTo } from '../../../../src/sandbox/web/world/upgrade.ts';

const chatWith = (id: number, upgradedTo?: number): Chat =>
  ({ id, ...(upgradedTo !== undefined && { upgraded_to: upgradedTo }) }) as Chat;
const said = { message_id: 1, text: 'Masih di sini' } as Message;
const became = { message_id: 2, migrate_to_chat_id: -100 } as Message;

test('who writes right after the group became a supergroup writes there', () => {
  expect(chatToWriteTo(chatWith(-1), [said])).toBe(-1);
  expect(chatToWriteTo(chatWith(-1), [said, became])).toBe(-100);
  expect(chatToWriteTo(chatWith(-1, -100), [])).toBe(-100);
});

test('what was begun in a group belongs to the supergroup that it became', () => {
  const [small, large, other] = [chatWith(-1, -100), chatWith(-100), chatWith(-7)];
  const world = { chats: [small, large, other] } as World;
  expect(beforeUpgrade(world, large)).toBe(small);
  expect(beforeUpgrade(world, other)).toBe(other);
});
