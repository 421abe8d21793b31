'use strict';

// part of the runtime of Lambda, so there is nothing to bundle
const { DynamoDBClient, GetItemCommand, PutItemCommand } = require('@aws-sdk/client-dynamodb');

/** Orders in DynamoDB. */
class Table {
  constructor(name) {
    this.name = name;
    this.client = new DynamoDBClient({});
  }

  async put({ id, item, quantity }) {
    const Item = { id: { S: id }, item: { S: item }, quantity: { N: `${quantity}` } };
    await this.client.send(new PutItemCommand({ TableName: this.name, Item, ConditionExpression: 'attribute_not_exists(id)' }));
  }

  async find(id) {
    const { Item } = await this.client.send(new GetItemCommand({ TableName: this.name, Key: { id: { S: id } } }));
    return Item && { id: Item.id.S, item: Item.item.S, quantity: Number(Item.quantity.N) };
  }
}

module.exports = { Table };
