'use strict';

const { randomUUID } = require('node:crypto');
const { Orders } = require('./orders');
const { Table } = require('./table');

const orders = new Orders(new Table(process.env.TABLE), randomUUID);

// what fails is thrown and not answered with a 500: only then does Lambda count it, and only what is counted rolls back
exports.handler = (event) => orders.answer({ method: event.requestContext.http.method, path: event.rawPath, body: event.body });
