using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Hub;

namespace KefuBlazor.Core.Tests;

/// <summary>The situations that most tests begin with.</summary>
internal static class Scenarios
{
    /// <summary>No limit on sends, for tests that send many.</summary>
    public static Dictionary<string, string?> Unlimited => new() { ["Limits:SendsPerTenSeconds"] = "0" };

    /// <summary>A conversation that waits, of this customer or a new one.</summary>
    public static async Task<Conversation> OpenAsync(this CoreHost core, Participant? customer = null)
    {
        customer ??= await core.AddCustomerAsync();
        await core.SendAsync(customer, "open-" + Guid.NewGuid().ToString("N"));
        return (await core.Conversations.CurrentOfAsync(customer.Id))!;
    }

    /// <summary>A conversation that this agent has.</summary>
    public static async Task<Conversation> OpenAsync(this CoreHost core, Participant customer, Participant agent)
    {
        var opened = await core.OpenAsync(customer);
        return await core.AcceptAsync(agent, opened.Id);
    }

    public static async Task<Conversation> AcceptAsync(this CoreHost core, Participant agent, string conversationId) =>
        (await core.Get<IAssignmentService>().AcceptAsync(agent, conversationId)).Value;

    public static async Task<Conversation> CloseAsync(this CoreHost core, Participant caller, string conversationId) =>
        (await core.Conversations.CloseAsync(caller, conversationId)).Value;

    /// <summary>An upload as it is noted; bytes it has none.</summary>
    public static async Task<Attachment> NoteUploadAsync(this CoreHost core, Participant uploader, string contentType = "application/pdf", long size = 7)
    {
        var attachment = new Attachment
        {
            Id = Guid.NewGuid().ToString("N"),
            Key = Guid.NewGuid().ToString("N"),
            FileName = "文件 a.pdf",
            ContentType = contentType,
            Size = size,
            Width = 3,
            Height = 2,
            DurationMs = 1,
        };
        Assert.True((await core.Get<IAttachmentStore>().AddAsync(new NewUpload(attachment, uploader.Id, core.Time.GetUtcNow()), default)).Succeeded);
        return attachment;
    }

    /// <summary>The conversation as the system sees it.</summary>
    public static async Task<Conversation> SeeAsync(this CoreHost core, string conversationId) =>
        (await core.Conversations.FindAsync(Participant.System, conversationId)).Value;

    /// <summary>What is published on a topic from now on, in its order.</summary>
    public static Heard Listen(this CoreHost core, Topic topic) => new(core.Get<IChatHub>(), topic);
}

/// <summary>What an observer heard.</summary>
internal sealed class Heard : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<object> _events = [];
    private readonly IDisposable _subscription;

    public Heard(IChatHub hub, Topic topic) => _subscription = hub.Subscribe(topic, @event =>
    {
        lock (_lock)
            _events.Add(@event);
    });

    /// <summary>All of this type so far.</summary>
    public IReadOnlyList<T> Of<T>()
    {
        lock (_lock)
            return [.. _events.OfType<T>()];
    }

    public void Clear()
    {
        lock (_lock)
            _events.Clear();
    }

    public void Dispose() => _subscription.Dispose();
}
