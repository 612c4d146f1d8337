using KefuBlazor.Core.Attachments;

namespace KefuBlazor.Core.Storage.Sqlite;

/// <summary>The statements of the message path that only messages with a file need.</summary>
internal static class SqliteAttachmentStatements
{
    private const string Select = $"SELECT {AttachmentColumns.Names}, a.uploader_id, a.spent FROM attachments a WHERE a.id = $id";

    private const string Update = "UPDATE attachments SET spent = 1, conversation_id = $conversation WHERE id = $id";

    public static Upload? Find(SqliteSession session, string id)
    {
        var command = session.Command(Select, "$id");
        command.Parameters[0].Value = id;
        using var reader = command.ExecuteReader();
        return reader.Read() ? new Upload(AttachmentColumns.Read(reader, 0)!, reader.GetString(8), reader.GetBoolean(9)) : null;
    }

    /// <summary>Nobody else writes between the look and this.</summary>
    public static void Bind(SqliteSession session, string id, string conversationId)
    {
        var command = session.Command(Update, "$conversation", "$id");
        command.Parameters[0].Value = conversationId;
        command.Parameters[1].Value = id;
        command.ExecuteNonQuery();
    }
}
