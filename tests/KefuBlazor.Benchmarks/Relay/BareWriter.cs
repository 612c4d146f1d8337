using System.Diagnostics;
using System.Text;
using KefuBlazor.Benchmarks.Measures;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>
/// What SQLite alone does with the product's schema: a loop that writes groups of messages to a copy of its database and does nothing else.
/// Each is a row like one of the product's and a new <c>last_seq</c> of its conversation; each group is a synced commit.
/// </summary>
internal sealed class BareWriter : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kefu-writer-");
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly List<Conversation> _conversations = [];
    private readonly byte[] _clientId = new byte[ClientIds.Length];
    private readonly int _client;
    private readonly int _seq;
    private readonly int _conversation;
    private readonly int _sender;

    /// <param name="database">The product's, in which its customers have written already.</param>
    public BareWriter(string database)
    {
        var copy = Path.Combine(_folder.FullName, "copy.db");
        using (var source = Open(database))
        {
            using var vacuum = source.CreateCommand();
            vacuum.CommandText = "VACUUM INTO $copy";
            vacuum.Parameters.AddWithValue("$copy", copy);
            vacuum.ExecuteNonQuery();
        }

        _connection = Open(copy);
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        Run("PRAGMA foreign_keys = ON");
        Run("PRAGMA wal_autocheckpoint = 8000"); // as the product
        Run("PRAGMA cache_size = -32768");       // as the product

        // A customer's message is the model of all: whatever columns there are, it fills them as the product does.
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT * FROM messages WHERE sender_id LIKE 'customer_%' LIMIT 1";
        using (var model = command.ExecuteReader())
        {
            model.Read();
            var columns = Enumerable.Range(0, model.FieldCount).Select(model.GetName).ToList();
            _insert = _connection.CreateCommand();
            _insert.CommandText = $"INSERT INTO messages ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})";
            for (var i = 0; i < columns.Count; i++)
                _insert.Parameters.AddWithValue("$" + columns[i], model.GetValue(i));
            (_conversation, _seq) = (columns.IndexOf("conversation_id"), columns.IndexOf("seq"));
            (_client, _sender) = (columns.IndexOf("client_id"), columns.IndexOf("sender_id"));
        }

        _update = _connection.CreateCommand();
        _update.CommandText = "UPDATE conversations SET last_seq = $seq WHERE id = $id";
        _update.Parameters.Add("$seq", SqliteType.Integer);
        _update.Parameters.Add("$id", SqliteType.Text);

        command.CommandText = "SELECT id, customer_id, last_seq FROM conversations";
        using var conversations = command.ExecuteReader();
        while (conversations.Read())
            _conversations.Add(new Conversation(conversations.GetString(0), conversations.GetString(1), conversations.GetInt64(2)));
    }

    /// <summary>Writes on and on.</summary>
    /// <param name="group">Messages a commit.</param>
    /// <param name="time">For how long.</param>
    /// <returns>Messages a second.</returns>
    public double Measure(int group, TimeSpan time)
    {
        var (watch, written) = (Stopwatch.StartNew(), 0);
        while (watch.Elapsed < time)
        {
            Run("BEGIN IMMEDIATE");
            for (var i = 0; i < group; i++)
                Write(_conversations[written++ % _conversations.Count]);
            Run("COMMIT");
        }

        return written / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Writes at a fixed rate: what is due is one commit.</summary>
    /// <returns>What one in a hundred exceeds of the times from when a message was due to its commit, in milliseconds.</returns>
    public double MeasureP99(int perSecond, TimeSpan time)
    {
        var histogram = new Histogram();
        var (began, written) = (Stopwatch.GetTimestamp(), 0);
        long DueAt(int number) => began + (long)((double)number / perSecond * Stopwatch.Frequency);
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var (first, now) = (written, Stopwatch.GetTimestamp());
            if (DueAt(written) > now)
            {
                Thread.Sleep(1);
                continue;
            }

            Run("BEGIN IMMEDIATE");
            while (DueAt(written) <= now)
                Write(_conversations[written++ % _conversations.Count]);
            Run("COMMIT");
            for (var number = first; number < written; number++)
                histogram.Add(DueAt(number));
        }

        return histogram.Percentile(0.99);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _connection.Dispose();
        _folder.Delete(recursive: true);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Write(Conversation conversation)
    {
        var seq = ++conversation.LastSeq;
        _insert.Parameters[_conversation].Value = conversation.Id;
        _insert.Parameters[_sender].Value = conversation.CustomerId;
        _insert.Parameters[_seq].Value = seq;
        ClientIds.Next(_clientId);
        _insert.Parameters[_client].Value = Encoding.ASCII.GetString(_clientId);
        _insert.ExecuteNonQuery();
        _update.Parameters[0].Value = seq;
        _update.Parameters[1].Value = conversation.Id;
        _update.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Conversation(string id, string customerId, long lastSeq)
    {
        public string Id => id;

        public string CustomerId => customerId;

        public long LastSeq { get; set; } = lastSeq;
    }
}
