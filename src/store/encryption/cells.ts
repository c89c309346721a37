import type { Cell } from './encryption.ts';

// What is encrypted is bound to these names for good: a column that is renamed keeps its name here.

export function inboxPayload(botId: number, updateId: number): Cell {
  return { table: 'inbox', column: 'payload', key: [botId, updateId] };
}

export function conversationState(botId: number, key: string): Cell {
  return { table: 'conversations', column: 'state', key: [botId, key] };
}

export function searchQuery(id: string): Cell {
  return { table: 'searches', column: 'query', key: [id] };
}

export function searchResult(id: string): Cell {
  return { table: 'searches', column: 'result', key: [id] };
}

export function actSeen(request: string, position: number): Cell {
  return { table: 'acts', column: 'seen', key: [request, position] };
}

export function actOutcome(request: string, position: number): Cell {
  return { table: 'acts', column: 'outcome', key: [request, position] };
}

export function actReasonNote(request: string, position: number): Cell {
  return { table: 'acts', column: 'reason_note', key: [request, position] };
}

export function activityKey(botId: number): Cell {
  return { table: 'activity_heads', column: 'key', key: [botId] };
}

export function activityKept(botId: number, number: number, what: string): Cell {
  return { table: 'activity_kept', column: 'text', key: [botId, number, what] };
}

export function refundOrder(botId: number, shop: string, orderId: number): Cell {
  return { table: 'refunds', column: 'order', key: [botId, shop, orderId] };
}

export function runFacts(request: string): Cell {
  return { table: 'runs', column: 'facts', key: [request] };
}

export function shopToken(shop: string): Cell {
  return { table: 'shops', column: 'token', key: [shop] };
}
