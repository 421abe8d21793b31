interface Reply { readonly statusCode: number; readonly body: string }
interface Request { readonly method: string; readonly path: string; readonly body?: string }
interface Order { readonly id: string; readonly item: string; readonly quantity: number }

const { Orders } = require('./handler/orders') as {
  Orders: new (table: object, newId: () => string) => { answer(request: Request): Promise<Reply> };
};

function shop(table?: object) {
  const kept = new Map<string, Order>();
  const memory = { put: async (order: Order) => void kept.set(order.id, order), find: async (id: string) => kept.get(id) };
  return new Orders(table ?? memory, () => 'order-1');
}

test('an order is taken and can be read back', async () => {
  const orders = shop();
  const taken = await orders.answer({ method: 'POST', path: '/orders', body: '{"item":"lamp","quantity":2}' });
  expect(taken.statusCode).toBe(201);
  const shown = await orders.answer({ method: 'GET', path: '/orders/order-1' });
  expect(JSON.parse(shown.body)).toEqual({ id: 'order-1', item: 'lamp', quantity: 2 });
});

test.each([
  ['{"quantity":1}', 'item is missing'],
  ['{"item":"lamp","quantity":0}', 'quantity is a whole number, at least 1'],
  ['{"item":"lamp","quantity":1.5}', 'quantity is a whole number, at least 1'],
  ['not json', 'item is missing'],
  ['null', 'item is missing'],
])('fails when the order is %s', async (body, message) => {
  const reply = await shop().answer({ method: 'POST', path: '/orders', body });
  expect(reply.statusCode).toBe(400);
  expect(JSON.parse(reply.body)).toEqual({ message });
});

test('fails when the order is not known', async () => {
  expect((await shop().answer({ method: 'GET', path: '/orders/none' })).statusCode).toBe(404);
});

test('fails when there is no such path', async () => {
  expect((await shop().answer({ method: 'DELETE', path: '/orders/order-1' })).statusCode).toBe(404);
});

test('a failing table is thrown on, so that Lambda counts it as an error', async () => {
  const broken = { put: () => Promise.reject(new Error('throttled')) };
  await expect(shop(broken).answer({ method: 'POST', path: '/orders', body: '{"item":"lamp","quantity":1}' })).rejects.toThrow('throttled');
});
