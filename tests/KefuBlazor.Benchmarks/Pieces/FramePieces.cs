using BenchmarkDotNet.Attributes;
using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace KefuBlazor.Benchmarks.Pieces;

/// <summary>From bytes to frames and back.</summary>
public class FramePieces
{
    private static readonly Participant Customer = new(ParticipantType.Customer, "customer_0123456789abcdef", "访客 7QK2");
    private static readonly Participant Agent = new(ParticipantType.Agent, "agent_1", "客服一");

    private readonly FrameSource _source = new(Customer, "connection");
    private readonly Message _message = StoredAtOnce.Model;
    private TemporaryInstallation _installation = null!;
    private IFrameDispatcher _dispatcher = null!;
    private IAttachmentLinks _links = null!;
    private Receipt _receipt = null!;
    private MessageAdded _known = null!;

    [GlobalSetup]
    public async Task OpenAsync()
    {
        // What is measured is the way of a frame; the store has a piece of its own.
        _installation = await TemporaryInstallation.OpenAsync(services => services.AddSingleton<IMessageService, StoredAtOnce>());
        _dispatcher = _installation.Services.GetRequiredService<IFrameDispatcher>();
        _links = _installation.Services.GetRequiredService<IAttachmentLinks>();
        _receipt = new Receipt(_message, Duplicate: false);
        _known = new MessageAdded(_message, Origin: null);
        if (await ReadAsync() is { Error: { } error })
            throw new InvalidOperationException($"The frame was refused: {error}");
    }

    [GlobalCleanup]
    public Task CloseAsync() => _installation.DisposeAsync().AsTask();

    /// <summary>A customer's text: parsed and checked, handed to a service that is done with it at once, its ack written.</summary>
    [Benchmark(Description = "a text's frame is read and its ack written, without the store")]
    public ValueTask<FrameReply> ReadAsync() => _dispatcher.DispatchAsync(_source, StoredAtOnce.Frame, CancellationToken.None);

    [Benchmark(Description = "an ack is written")]
    public byte[] WriteAck() => FrameWriter.Write(AckFrame.From(_receipt, reference: null), KefuJson.Wire.AckFrame);

    [Benchmark(Description = "a message is written for its first reader")]
    public byte[] WriteFirst() => FrameWriter.Write(_message, Agent, _links);

    [Benchmark(Description = "… and for each further one")]
    public byte[] WriteAgain() => FrameWriter.Write(_known, Agent, _links);
}
