using System.Data.Common;
using KefuBlazor.Core.Attachments;

namespace KefuBlazor.Core.Storage;

/// <summary>What the statements of the message path ask of attachments, the same on every provider.</summary>
internal static class AttachmentColumns
{
    /// <summary>The columns, of a table called <c>a</c>, in the order that <see cref="Read"/> takes them.</summary>
    public const string Names = "a.id, a.key, a.file_name, a.content_type, a.size, a.width, a.height, a.duration_ms";

    /// <summary>The attachment that the reader is at; null where there is none.</summary>
    /// <param name="reader">At a row.</param>
    /// <param name="first">Which column is the id.</param>
    public static Attachment? Read(DbDataReader reader, int first) => reader.IsDBNull(first)
        ? null
        : new Attachment
        {
            Id = reader.GetString(first),
            Key = reader.GetString(first + 1),
            FileName = reader.GetString(first + 2),
            ContentType = reader.GetString(first + 3),
            Size = reader.GetInt64(first + 4),
            Width = reader.IsDBNull(first + 5) ? null : reader.GetInt32(first + 5),
            Height = reader.IsDBNull(first + 6) ? null : reader.GetInt32(first + 6),
            DurationMs = reader.IsDBNull(first + 7) ? null : reader.GetInt32(first + 7),
        };
}
