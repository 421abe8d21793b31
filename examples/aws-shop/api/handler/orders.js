'use strict';

/** Takes orders and gives them back. Whatever keeps them is handed in, so that a test needs no table. */
class Orders {
  constructor(table, newId) {
    this.table = table;
    this.newId = newId;
  }

  async answer({ method, path, body }) {
    if (method === 'POST' && path === '/orders') return this.take(body);
    const [, id] = /^\/orders\/([\w-]+)$/.exec(path) ?? [];
    if (method === 'GET' && id) return this.show(id);
    return reply(404, { message: `there is no ${method} ${path}` });
  }

  async take(body) {
    const { item, quantity } = parse(body);
    if (typeof item !== 'string' || item === '') return reply(400, { message: 'item is missing' });
    if (!Number.isInteger(quantity) || quantity < 1) return reply(400, { message: 'quantity is a whole number, at least 1' });
    const order = { id: this.newId(), item, quantity };
    await this.table.put(order);
    return reply(201, order);
  }

  async show(id) {
    const order = await this.table.find(id);
    return order ? reply(200, order) : reply(404, { message: `there is no order ${id}` });
  }
}

function parse(body) {
  try {
    const value = JSON.parse(body ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function reply(statusCode, body) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

module.exports = { Orders };
