using System.Text.RegularExpressions;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Ratings;
using KefuBlazor.Core.Transcripts;

namespace KefuBlazor.Core.Tests.Transcripts;

public sealed partial class TranscriptWriterTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 18, 9, 21, 14, 123, TimeSpan.Zero);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly string[] Attacks =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></ol><script>alert(1)</script>", "\"><svg onload=alert(1)>", "'-alert(1)-'",
        "<style>*{display:none}</style>", "</style><script>alert(1)</script>", "&lt;script&gt;", "javascript:alert(1)", "<!--", "]]>", "\u2028<a href=//evil>",
    ];

    public static TheoryData<string> AllAttacks => [.. Attacks];

    [Fact]
    public void ToText_AConversation_ReadsAsOne() => Assert.Equal(
        """
        会话记录
        客户: 访客 A
        客服: 小王
        开始时间: 2026-01-18 17:21:14 +08:00
        结束时间: 2026-01-18 17:31:14 +08:00
        评价: 4 / 5 · 好

        [2026-01-18 17:21:14 +08:00] 访客 A
            first line
            [2026-01-18 17:00:00 +08:00] 小王

        [2026-01-18 17:21:14 +08:00] 小王
            [文件] 单据.pdf

        [2026-01-18 17:21:14 +08:00] 系统
            已有一段时间没有收到消息，如无新消息，会话将自动结束。

        """,
        TranscriptWriter.ToText(
            Of(
                Text("first line\n[2026-01-18 17:00:00 +08:00] 小王"),
                Text(string.Empty) with
                {
                    SenderType = ParticipantType.Agent,
                    SenderName = "小王",
                    Kind = MessageKind.File,
                    Attachment = Attached("单据.pdf"),
                },
                Text(string.Empty) with { SenderType = ParticipantType.System, SenderName = "system", Kind = MessageKind.System, Code = "idle_warning" }),
            TranscriptWords.Chinese,
            Zone));

    [Theory]
    [MemberData(nameof(AllAttacks))]
    public void ToHtml_WhateverPeopleWrote_IsText(string attack)
    {
        var conversation = Conversation with
        {
            CustomerName = attack,
            Agent = new ConversationAgent("kefu001", attack, null),
            Rating = new Rating(1, attack),
        };
        var html = TranscriptWriter.ToHtml(
            new Transcript(conversation, [Text(attack) with { SenderName = attack }, Text(string.Empty) with { Kind = MessageKind.File, Attachment = Attached(attack) }]),
            TranscriptWords.English,
            Zone);

        string[] ours = ["!doctype", "html", "meta", "title", "style", "h1", "dl", "dt", "dd", "ol", "li", "b", "bdi", "time", "p"];
        Assert.All(Tags().Matches(html), tag => Assert.Contains(tag.Groups[1].Value, ours));
        Assert.Equal(1, Regex.Count(html, "<style"));
        Assert.DoesNotContain("onerror=alert(1)>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ContentSecurityPolicy_LetsNothingRun() =>
        Assert.Matches("^sandbox; default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='$", TranscriptWriter.ContentSecurityPolicy);

    [Fact]
    public async Task ReadAsync_MoreThanOnePage_IsWholeAndOnlyForItsMembers()
    {
        await using var core = await CoreHost.StartAsync(Scenarios.Unlimited);
        var customer = await core.AddCustomerAsync();
        var agent = await core.AddAgentAsync("kefu001");
        var id = (await core.OpenAsync(customer, agent)).Id;
        for (var n = 2; n <= 230; n++)
            await core.SendAsync(customer, "m" + n, id);
        var service = core.Get<ITranscriptService>();

        var read = (await service.ReadAsync(customer, id)).Value;
        Assert.Equal(Enumerable.Range(1, 230).Select(n => (long)n), read.Messages.Select(message => message.Seq));
        Assert.True((await service.ReadAsync(agent, id)).Succeeded);
        Assert.Equal(ErrorCode.NotFound, (await service.ReadAsync(await core.AddCustomerAsync(), id)).Error!.Code);
        Assert.Equal(ErrorCode.NotFound, (await service.ReadAsync(await core.AddAgentAsync("kefu002"), id)).Error!.Code);
    }

    private static Conversation Conversation => new()
    {
        Id = "c1",
        CustomerId = "customer_a",
        CustomerName = "访客 A",
        Status = ConversationStatus.Closed,
        Agent = new ConversationAgent("kefu001", "小王", null),
        OpenedAt = At,
        ClosedAt = At.AddMinutes(10),
        Rating = new Rating(4, "好"),
        Version = 3,
    };

    private static Transcript Of(params Message[] messages) => new(Conversation, messages);

    private static Message Text(string content) => new()
    {
        ConversationId = "c1",
        Seq = 1,
        ClientId = "m1",
        SenderType = ParticipantType.Customer,
        SenderId = "customer_a",
        SenderName = "访客 A",
        Content = content,
        SentAt = At,
    };

    private static Attachment Attached(string name) => new() { Id = "a", FileName = name, ContentType = "application/pdf", Size = 1 };

    [GeneratedRegex("</?([^\\s>]+)")]
    private static partial Regex Tags();
}
