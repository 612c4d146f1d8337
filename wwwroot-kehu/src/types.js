/**
 * The shapes that the modules share. Types only: no module imports this file at run time.
 *
 * @typedef {object} Clock  Time as a parameter, so that tests own it.
 * @property {() => number} now  Milliseconds since 1970.
 * @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} random  From 0 up to, not including, 1.
 *
 * @typedef {object} Store  JSON values under one site's keys.
 * @property {(key: string) => any} get  The value, or null.
 * @property {(key: string, value: any) => void} set  null removes.
 * @property {(prefix: string) => string[]} keys
 *
 * @typedef {{ id: string, token: string }} Visitor  A customer's id and the secret that proves it.
 *
 * @typedef {object} Identity
 * @property {() => Visitor | null} current
 * @property {(visitor: Visitor) => void} save
 * @property {(visitor: Visitor) => void} drop  Forgets this visitor, unless another tab has stored a newer one.
 *
 * @typedef {{ kehu: number, kefu: number }} Marks  The highest seq that each side has.
 *
 * @typedef {object} Conversation
 * @property {string} conversation_id
 * @property {'waiting' | 'active' | 'closed'} status
 * @property {{ id: string, name: string, avatar_url?: string }} [agent]
 * @property {number} [queue_position]  1 is next.
 * @property {number} [estimated_wait_seconds]
 * @property {number} last_seq
 * @property {Marks} delivered
 * @property {Marks} read
 * @property {number} version  Only grows.
 *
 * @typedef {object} Message
 * @property {string} type
 * @property {string} id
 * @property {string} conversation_id
 * @property {number} seq  1, 2, 3 … within its conversation.
 * @property {string} [client_id]
 * @property {string} [from_user_id]
 * @property {'kehu' | 'kefu' | 'system' | 'bot'} from_type
 * @property {string} [from_name]
 * @property {string} [content]
 * @property {string} [code]  Which system message this is.
 * @property {string} timestamp  RFC 3339.
 *
 * @typedef {object} Entry  A message that the server has not confirmed.
 * @property {string} client_id
 * @property {string} content
 * @property {number} queued_at  Milliseconds since 1970; the outbox is in this order.
 * @property {'sending' | 'failed'} status
 * @property {string} [error]  The code of the refusal, or `expired`.
 * @property {string} tab  Which tab sends it.
 * @property {number} lease  Until when no other tab may take it over.
 *
 * @typedef {object} Line  One line of the log, before it becomes an element.
 * @property {string} key  The same for as long as the line lives.
 * @property {'day' | 'note' | 'message' | 'typing'} kind
 * @property {string} [text]
 * @property {boolean} [own]  The customer's.
 * @property {string} [author]
 * @property {boolean} [first]  Of its group.
 * @property {boolean} [last]  Of its group.
 * @property {number} [at]  Milliseconds since 1970.
 * @property {'sending' | 'sent' | 'delivered' | 'read' | 'failed'} [state]  Of an own message.
 * @property {string} [error]  Why it failed.
 * @property {string} [clientId]
 *
 * @typedef {Record<string, any> & { type: string }} Frame
 *
 * @typedef {'idle' | 'connecting' | 'open' | 'checking' | 'waiting' | 'blocked' | 'stopped'} Phase
 *
 * @typedef {'zh-CN' | 'en'} Language
 *
 * @typedef {(key: string, values?: Record<string, string | number>) => string} Translate
 */
export {};
