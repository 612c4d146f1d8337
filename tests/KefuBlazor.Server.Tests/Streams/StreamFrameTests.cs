using System.Net;
using KefuBlazor.Server.Tests.Sockets;
using KefuBlazor.Server.Tests.Support;

namespace KefuBlazor.Server.Tests.Streams;

public sealed class StreamFrameTests(SharedServer shared) : FrameContract, IClassFixture<SharedServer>
{
    protected override Task<KefuClient> CustomerAsync() => KefuClient.StreamAsync(shared.Server.BaseAddress);

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"type\":")]
    [InlineData("")]
    [InlineData("{\"type\":\"heartbeat\",\"type\":\"text\"}")]
    public async Task Send_WhatMakesTheRequestNoJson_Is400AndTheStreamStays(string frame)
    {
        await using var customer = await CustomerAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await ((EventStreamClient)customer.Socket).PostAsync(frame));
        await customer.BarrierAsync();
    }

    [Fact]
    public async Task Send_HalfASurrogatePair_IsBadRequestOnTheStream()
    {
        await using var customer = await CustomerAsync();
        await customer.SendTextAsync("{\"type\":\"text\",\"client_id\":\"a\",\"content\":\"a\\ud800b\"}");
        Assert.Equal("bad_request", (await customer.ExpectAsync("error")).Text("code"));
    }
}
