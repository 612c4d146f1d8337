using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Jobs;
using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Tests.Conversations;

public sealed class IdleServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan Warn = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(5);

    private CoreHost _core = null!;
    private Participant _customer = null!;
    private Participant _agent = null!;
    private string _id = null!;

    public async Task InitializeAsync()
    {
        _core = await CoreHost.StartAsync(new(Scenarios.Unlimited)
        {
            ["Conversations:IdleWarningAfter"] = Warn.ToString(),
            ["Conversations:IdleCloseAfter"] = Close.ToString(),
        });
        _customer = await _core.AddCustomerAsync();
        _agent = await _core.AddAgentAsync("kefu001");
        _id = (await _core.OpenAsync(_customer, _agent)).Id;
    }

    public async Task DisposeAsync() => await _core.DisposeAsync();

    [Fact]
    public async Task LookAsync_TheCustomerIsSilent_WarnsOnceAndThenCloses()
    {
        await _core.SendAsync(_agent, "answer", _id);
        await LookAfterAsync(Warn - TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await _core.SeeAsync(_id)).LastSeq);

        using var heard = _core.Listen(Audience.Customer(_customer.Id));
        await LookAfterAsync(TimeSpan.FromSeconds(1));
        await LookAfterAsync(Close - TimeSpan.FromSeconds(1));
        var warning = Assert.Single(heard.Of<MessageAdded>()).Message;
        Assert.Equal((MessageKind.System, "idle_warning", 3L), (warning.Kind, warning.Code, warning.Seq));
        Assert.True((await _core.SeeAsync(_id)).IsOpen);

        await LookAfterAsync(TimeSpan.FromSeconds(1));
        var closed = Assert.Single(heard.Of<ConversationChanged>()).Conversation;
        Assert.Equal((ConversationStatus.Closed, ParticipantType.System, "idle"), (closed.Status, closed.ClosedBy, closed.CloseReason));
        Assert.Equal(_agent.Id, closed.Agent!.Id);
    }

    [Fact]
    public async Task LookAsync_TheCustomerWritesAfterTheWarning_StaysOpenAndIsWarnedOfTheNextSilence()
    {
        await _core.SendAsync(_agent, "answer", _id);
        await LookAfterAsync(Warn);
        await _core.SendAsync(_customer, "still here");
        await LookAfterAsync(Close + Warn);
        Assert.Equal((true, 4L), ((await _core.SeeAsync(_id)).IsOpen, (await _core.SeeAsync(_id)).LastSeq));

        await _core.SendAsync(_agent, "second answer", _id);
        await LookAfterAsync(Warn);
        await LookAfterAsync(Close);
        Assert.Equal((false, 6L), ((await _core.SeeAsync(_id)).IsOpen, (await _core.SeeAsync(_id)).LastSeq));
    }

    [Fact]
    public async Task LookAsync_TheCustomerWaitsForAnAnswer_IsNotTheirSilence()
    {
        await LookAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal((true, 1L), ((await _core.SeeAsync(_id)).IsOpen, (await _core.SeeAsync(_id)).LastSeq));
    }

    [Fact]
    public async Task LookAsync_WithoutTheLease_LeavesItToTheOtherNode()
    {
        await _core.SendAsync(_agent, "answer", _id);
        await _core.Get<JobLease>().ReleaseAsync();
        _core.Time.Advance(Warn + Close);
        await _core.Get<IdleService>().LookAsync(default);
        Assert.Equal(2, (await _core.SeeAsync(_id)).LastSeq);
    }

    [Fact]
    public async Task LookAsync_AnotherNodeAfterTheWarning_GoesOnFromThere()
    {
        await _core.SendAsync(_agent, "answer", _id);
        await LookAfterAsync(Warn);
        await using var other = await _core.RestartAsync(new()
        {
            ["Conversations:IdleWarningAfter"] = Warn.ToString(),
            ["Conversations:IdleCloseAfter"] = Close.ToString(),
        });
        _core.Time.Advance(Close);
        await other.Get<JobLease>().AskAsync(default);
        await other.Get<IdleService>().LookAsync(default);
        Assert.Equal(CloseReasons.Idle, (await other.SeeAsync(_id)).CloseReason);
    }

    [Theory]
    [InlineData("ReopenWithin", "-00:00:01")]
    [InlineData("IdleWarningAfter", "400.00:00:00")]
    [InlineData("IdleCloseAfter", "-1.00:00:00")]
    [InlineData("IdleCloseAfter", "00:05:00")] // without a warning
    public void Validate_WhatCannotBe_IsNamed(string setting, string value)
    {
        var options = new ConversationOptions();
        typeof(ConversationOptions).GetProperty(setting)!.SetValue(options, TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        var fault = Assert.Single(new ConversationOptionsValidator().Validate(null, options).Failures!);
        Assert.StartsWith("Conversations:" + setting, fault, StringComparison.Ordinal);
        Assert.Contains("Give", fault, StringComparison.Ordinal);
    }

    private async Task LookAfterAsync(TimeSpan time)
    {
        _core.Time.Advance(time);
        await _core.Get<JobLease>().AskAsync(default);
        await _core.Get<IdleService>().LookAsync(default);
    }
}
