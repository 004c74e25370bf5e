"""Two versions of a small plan in which tables and columns come, go, and change in each way that a warehouse sees."""

from __future__ import annotations

BEFORE = """\
plan: 1
name: shop
version: 1.0.0
description: What the shop sends
sources: {web: {platform: web}, api: {platform: server}}
events:
  Cart Viewed:
    description: A person looks at the cart
    sources: [web]
    properties:
      cart_id: {type: string, description: The cart}
      size: {type: integer, minimum: 0, description: Things in it}
      total: {type: number, description: What it costs}
      legacy: {type: string, description: What it was called}
      utm: {type: object, required: false, properties: {source: {type: string, description: Who sent the person}}}
  Order Placed:
    description: Money changes hands
    sources: [api]
    properties:
      orderId: {type: string, description: The order}
      order: {type: integer, description: The how-manieth it is}
      paid_on: {type: string, format: date, description: The day it was paid}
      gift: {type: boolean, required: false, description: Whether it is a gift}
      lines: {type: array, items: {type: object}, description: What is in it}
  Coupon Shown: {sources: [web], properties: {code: {type: string}}}
  Home: {type: page, sources: [web], properties: {title: {type: string, description: Its title}}}
traits:
  user:
    email: {type: string, format: email, required: false, pii: personal, description: Address of the person}
    plan: {type: string, enum: [free, paid], description: What they pay for}
"""
AFTER = """\
plan: 1
name: shop
version: 2.0.0
description: What the shop sends
sources: {web: {platform: web}, api: {platform: server}}
events:
  Basket Viewed:
    was: [Cart Viewed]
    description: A person looks at the basket
    sources: [web]
    properties:
      cart_id: {type: string, description: The basket}
      size: {type: number, minimum: 0, description: Things in it, nullable: true}
      total: {type: number, description: What it costs}
      currency: {type: string, enum: [EUR, USD], description: Of the total}
      utm: {type: object, required: false, properties: {source: {type: string, description: Who sent the person}}}
  Order Placed:
    description: Money changes hands
    status: deprecated
    replaced_by: Basket Viewed
    sources: [api]
    properties:
      orderId: {type: string, description: The order, deprecated: Since May, replaced_by: order}
      order: {type: string, description: The how-manieth it is}
      paid_on: {type: string, format: date-time, description: When it was paid}
      gift: {type: boolean, description: Whether it is a gift}
      lines: {type: array, items: {type: object}, description: What is in it}
  Refund Issued: {sources: [api], properties: {reason: {type: string, required: false}}}
  Home: {type: page, sources: [web], properties: {title: {type: string, description: Its title}}}
  Docs: {type: page, sources: [web], properties: {title: {type: string}, depth: {type: integer}}}
traits:
  user:
    email: {type: string, format: email, required: false, pii: personal, description: Address of the person}
    plan: {type: string, enum: [free, paid, enterprise], description: What they pay for}
  group:
    name: {type: string, description: Name of the account}
"""
