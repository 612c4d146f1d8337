namespace KefuBlazor.Core.Storage.Rows;

/// <summary>A part of an attachment's bytes, where the database keeps them. All but the last are of one size.</summary>
internal sealed class AttachmentChunkRow
{
    public required string AttachmentId { get; init; }

    /// <summary>0, 1, 2 …</summary>
    public required int Number { get; init; }

    public required byte[] Bytes { get; init; }
}
