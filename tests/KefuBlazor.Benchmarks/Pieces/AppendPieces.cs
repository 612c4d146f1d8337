using System.Globalization;
using BenchmarkDotNet.Attributes;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Benchmarks.Pieces;

/// <summary>Messages that come together are stored by SQLite's writer in as few synced commits as it can.</summary>
public class AppendPieces
{
    private readonly List<Participant> _customers = [];
    private TemporaryInstallation _installation = null!;
    private IMessageService _messages = null!;
    private Task<Core.Result<Receipt>>[] _sends = [];
    private long _number;

    /// <summary>How many come at once, each from another customer.</summary>
    [Params(1, 64)]
    public int Group { get; set; }

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _installation = await TemporaryInstallation.OpenAsync();
        _messages = _installation.Services.GetRequiredService<IMessageService>();
        var customers = _installation.Services.GetRequiredService<ICustomerService>();
        for (var number = 0; number < Group; number++)
        {
            var customer = (await customers.RegisterAsync(proposedId: null, language: "zh")).Value.Customer;
            _customers.Add(new Participant(ParticipantType.Customer, customer.Id, customer.Name));
        }

        // The first text of each opens their conversation, which is another thing.
        _sends = new Task<Core.Result<Receipt>>[Group];
        await AppendAsync();
    }

    [GlobalCleanup]
    public Task CloseAsync() => _installation.DisposeAsync().AsTask();

    [Benchmark(Description = "texts that come at once are stored, in synced commits: {0}")]
    public async Task AppendAsync()
    {
        for (var index = 0; index < _sends.Length; index++)
        {
            var clientId = string.Create(CultureInfo.InvariantCulture, $"{++_number:x24}");
            _sends[index] = _messages.SendAsync(new OutgoingMessage(_customers[index], clientId, ConversationId: null, "请问 order 20260118-0042 什么时候发货？"));
        }

        foreach (var send in _sends)
        {
            if ((await send).Error is { } error)
                throw new InvalidOperationException($"A text was refused: {error}");
        }
    }
}
