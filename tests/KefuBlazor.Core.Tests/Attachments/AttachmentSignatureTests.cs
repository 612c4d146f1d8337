using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;

namespace KefuBlazor.Core.Tests.Attachments;

public sealed class AttachmentSignatureTests
{
    private static readonly DateTimeOffset Ends = new(2026, 1, 19, 9, 0, 0, TimeSpan.Zero);
    private static readonly Participant Reader = new(ParticipantType.Customer, "customer_客", "a");
    private static readonly Attachment File = new() { Id = new string('a', 32), Key = "key", FileName = "a", ContentType = "text/plain", Size = 1 };

    [Fact]
    public void Read_UntilItEnds_TellsWhoItIsFor()
    {
        var signature = AttachmentSignature.Sign(File, Reader, Ends);
        Assert.Equal((ParticipantType.Customer, Reader.Id), AttachmentSignature.Read(File, signature, Ends.AddSeconds(-1)));
        Assert.Null(AttachmentSignature.Read(File, signature, Ends));
    }

    [Fact]
    public void Read_OfAnotherAttachment_IsNobody()
    {
        var signature = AttachmentSignature.Sign(File, Reader, Ends);
        Assert.Null(AttachmentSignature.Read(File with { Key = "other" }, signature, Ends.AddHours(-1)));
    }

    [Fact]
    public void Read_AnyByteChanged_IsNobody()
    {
        var signature = AttachmentSignature.Sign(File, Reader, Ends);
        for (var at = 0; at < signature.Length; at++)
        {
            var changed = signature.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';

            // The last character may hold bits that say nothing: then it is no Base64 of ours.
            Assert.Null(AttachmentSignature.Read(File, new string(changed), Ends.AddHours(-1)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("%00")]
    public void Read_WhatIsNoSignature_IsNobody(string signature) => Assert.Null(AttachmentSignature.Read(File, signature, Ends));

    [Fact]
    public void Read_FarTooLong_IsNobody() => Assert.Null(AttachmentSignature.Read(File, new string('A', 10_000), Ends));
}
