// What travels between the server and the chat. Ambient and types only, like its neighbour.

/** The highest seq that each side has. */
type Marks = { kehu: number; kefu: number };

interface Conversation {
  conversation_id: string;
  status: 'waiting' | 'active' | 'closed';
  agent?: { id: string; name: string };
  /** 1 is next. */
  queue_position?: number;
  estimated_wait_seconds?: number;
  opened_at?: string;
  closed_at?: string;
  /** Who closed it, and why. */
  closed_by?: 'kehu' | 'kefu' | 'system';
  close_reason?: string;
  rating?: { score: number; comment?: string };
  last_seq: number;
  delivered: Marks;
  read: Marks;
  /** Only grows. */
  version: number;
}

interface Message extends Partial<Attachment> {
  type: string;
  id: string;
  conversation_id: string;
  /** 1, 2, 3 … without a gap within its conversation. */
  seq: number;
  client_id?: string;
  from_type: 'kehu' | 'kefu' | 'system' | 'bot';
  from_name?: string;
  content?: string;
  /** What the system says. */
  code?: string;
  /** RFC 3339. */
  timestamp: string;
}

/** Any frame. Its members are checked by the server, and read where its type is known. */
type Frame = { type: string } & Record<string, any>;
