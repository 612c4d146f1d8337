using System.Text;
using KefuBlazor.Core.Protocol;

namespace KefuBlazor.Core.Tests.Protocol;

public sealed class FrameParserTests
{
    public static TheoryData<string, ClientFrame> Valid() => new()
    {
        { """{"type":"text","client_id":"m1","content":"hi"}""", new TextFrame { ClientId = "m1", Content = "hi" } },
        {
            """{"content":"客服","conversation_id":"c1","ref":"r","client_id":"m1","type":"text"}""",
            new TextFrame { ClientId = "m1", Content = "客服", ConversationId = "c1", Ref = "r" }
        },
        { """{"type":"image","client_id":"m1","url":"/u"}""", new ImageFrame { ClientId = "m1", Url = "/u" } },
        { """{"type":"file","client_id":"m1","url":"/u","ref":"r"}""", new FileFrame { ClientId = "m1", Url = "/u", Ref = "r" } },
        { """{"type":"voice","client_id":"m1","url":"/u","duration_ms":9}""", new VoiceFrame { ClientId = "m1", Url = "/u" } },
        {
            """{"type":"video","client_id":"m1","url":"/u","conversation_id":"c1"}""",
            new VideoFrame { ClientId = "m1", Url = "/u", ConversationId = "c1" }
        },
        { """{"type":"typing","active":true}""", new TypingFrame { Active = true } },
        { """{"type":"typing","active":false,"conversation_id":"c1","content":"draft"}""", new TypingFrame { Active = false, Content = "draft", ConversationId = "c1" } },
        { """{"type":"delivered","seq":7}""", new DeliveredFrame { Seq = 7 } },
        { """{"type":"read","seq":9223372036854775807,"conversation_id":"c1"}""", new ReadFrame { Seq = long.MaxValue, ConversationId = "c1" } },
        { """{"type":"history"}""", new HistoryRequestFrame() },
        {
            """{"type":"history","after_seq":1,"before_seq":null,"limit":5,"conversation_id":"c1"}""",
            new HistoryRequestFrame { AfterSeq = 1, Limit = 5, ConversationId = "c1" }
        },
        { """{"type":"close"}""", new CloseFrame() },
        { """{"type":"status","status":"busy"}""", new StatusFrame { Status = "busy" } },
        { """{"type":"accept","conversation_id":"c1"}""", new AcceptFrame { ConversationId = "c1" } },
        { """{"type":"heartbeat","timestamp":"now","ref":null}""", new HeartbeatRequestFrame() },
        { """ {"type" : "heartbeat" , "of": {"a":[1,{"b":null}]}, "new": 1e400} """, new HeartbeatRequestFrame() },
        { """{"\u0074ype":"heart\u0062eat"}""", new HeartbeatRequestFrame() },
        { """{"type":"text","client_id":"m1","content":"\ud83d\udc4b"}""", new TextFrame { ClientId = "m1", Content = "👋" } },
        { """{"type":"text","client_id":"m1","content":"a\\u0000b"}""", new TextFrame { ClientId = "m1", Content = "a\\u0000b" } },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void Parse_ValidFrame_IsRead(string json, ClientFrame expected)
    {
        var parsed = Parse(json);
        Assert.Null(parsed.Error);
        Assert.Equal(expected, parsed.Frame);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("17")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("""[{"type":"heartbeat"}]""")]
    [InlineData("{}")]
    [InlineData("""{"client_id":"m1","content":"no type"}""")]
    [InlineData("""{"Type":"heartbeat"}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":["heartbeat"]}""")]
    [InlineData("""{"type":{"type":"heartbeat"}}""")]
    [InlineData("{\"type\":\"heartbeat\"")]
    [InlineData("""{"type":"heartbeat",}""")]
    [InlineData("""{"type":"heartbeat"} x""")]
    [InlineData("""{"type":"heartbeat"}{"type":"heartbeat"}""")]
    [InlineData("""{type:"heartbeat"}""")]
    [InlineData("""{'type':'heartbeat'}""")]
    [InlineData("""/**/{"type":"heartbeat"}""")]
    [InlineData("""{"type":"heartbeat","x":NaN}""")]
    [InlineData("""{"type":"heartbeat","x":01}""")]
    [InlineData("\ufeff{\"type\":\"heartbeat\"}")]
    public void Parse_WhatIsNoObjectWithAStringType_IsABadRequest(string json) => AssertRefused(ErrorCode.BadRequest, Parse(json));

    [Theory]
    [InlineData("""{"type":"text","content":"hi","ref":"r"}""", null)]
    [InlineData("""{"type":"text","client_id":"m1","ref":"r"}""", "m1")]
    [InlineData("""{"type":"text","client_id":"m1","content":null,"ref":"r"}""", "m1")]
    [InlineData("""{"type":"text","client_id":null,"content":"hi","ref":"r"}""", null)]
    [InlineData("""{"type":"text","client_id":5,"content":"hi","ref":"r"}""", null)]
    [InlineData("""{"type":"text","client_id":"m1","content":5,"ref":"r"}""", "m1")]
    [InlineData("""{"type":"text","client_id":"m1","content":["hi"],"ref":"r"}""", "m1")]
    [InlineData("""{"type":"text","client_id":"m1","content":"hi","conversation_id":7,"ref":"r"}""", "m1")]
    [InlineData("""{"type":"text","client_id":"m1","content":"a","content":"b","ref":"r"}""", "m1")]
    [InlineData("""{"type":"text","client_id":"m1","content":"a","cont\u0065nt":"b","ref":"r"}""", "m1")]
    [InlineData("""{"type":"typing","ref":"r"}""", null)]
    [InlineData("""{"type":"typing","active":"true","ref":"r"}""", null)]
    [InlineData("""{"type":"typing","active":null,"ref":"r"}""", null)]
    [InlineData("""{"type":"delivered","ref":"r"}""", null)]
    [InlineData("""{"type":"delivered","seq":"7","ref":"r"}""", null)]
    [InlineData("""{"type":"delivered","seq":1.5,"ref":"r"}""", null)]
    [InlineData("""{"type":"read","seq":1e400,"ref":"r"}""", null)]
    [InlineData("""{"type":"read","seq":9223372036854775808,"ref":"r"}""", null)]
    [InlineData("""{"type":"read","seq":null,"ref":"r"}""", null)]
    [InlineData("""{"type":"history","limit":2147483648,"ref":"r"}""", null)]
    [InlineData("""{"type":"history","after_seq":true,"ref":"r"}""", null)]
    [InlineData("""{"type":"close","conversation_id":{},"ref":"r"}""", null)]
    [InlineData("""{"type":"status","ref":"r"}""", null)]
    [InlineData("""{"type":"status","status":null,"ref":"r"}""", null)]
    [InlineData("""{"type":"accept","ref":"r"}""", null)]
    [InlineData("""{"type":"accept","conversation_id":null,"ref":"r"}""", null)]
    public void Parse_MemberMissingDoubledOrOfTheWrongKind_IsABadRequestThatNamesTheSend(string json, string? clientId)
    {
        var parsed = Parse(json);
        AssertRefused(ErrorCode.BadRequest, parsed);
        Assert.NotNull(parsed.Echo.Type);
        Assert.Equal((clientId, "r"), (parsed.Echo.ClientId, parsed.Echo.Ref));
    }

    [Theory]
    [InlineData("""{"type":"text","client_id":"m1","content":"hi","type":"close"}""")]
    [InlineData("""{"type":"heartbeat","type":"heartbeat"}""")]
    [InlineData("""{"type":"text","client_id":"m1","client_id":"m2","content":"hi"}""")]
    [InlineData("""{"type":"heartbeat","ref":"a","ref":"b"}""")]
    public void Parse_TypeOrEchoedMemberTwice_IsABadRequest(string json) => AssertRefused(ErrorCode.BadRequest, Parse(json));

    [Theory]
    [InlineData("""{"type":"text","client_id":"m1","content":"a","conversation_id":"a\u0000b"}""")]
    [InlineData("""{"type":"text","client_id":"m1","content":"a","conversation_id":"a\ud800"}""")]
    [InlineData("""{"type":"text","client_id":"m1","content":"a\udc00b"}""")]
    [InlineData("""{"type":"text","client_id":"m1","content":"\udc4b\ud83d"}""")]
    [InlineData("""{"type":"text","client_id":"m1","content":"a\u0000b"}""")]
    [InlineData("""{"type":"accept","conversation_id":"a\u0000b"}""")]
    [InlineData("""{"type":"close","conversation_id":"\uDBFF"}""")]
    [InlineData("""{"type":"heartbeat","ref":"a\u0000b"}""")]
    [InlineData("""{"type":"heartbeat","ref":"\ud800"}""")]
    [InlineData("""{"type":"heart\u0000beat"}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":"heartbeat","unknown":"\u0000"}""")]
    [InlineData("""{"type":"heartbeat","unknown":["\ud800"]}""")]
    [InlineData("""{"type":"heartbeat","\ud800":1}""")]
    [InlineData("{\"type\":\"heartbeat\",\"x\":\"\0\"}")]
    public void Parse_NulOrHalfASurrogatePair_IsABadRequest(string json) => AssertRefused(ErrorCode.BadRequest, Parse(json));

    [Theory]
    [InlineData("""{"type":"text","client_id":"m1","content":"@"}""")]
    [InlineData("""{"type":"heartbeat","unknown":"@"}""")]
    [InlineData("""{"type":"heartbeat","@":1}""")]
    [InlineData("""{"type":"@"}""")]
    [InlineData("""{"type":"heartbeat","ref":"@"}""")]
    public void Parse_BytesThatAreNoUtf8_IsABadRequest(string json)
    {
        byte[][] wrong = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe5, 0xae], [0xf5, 0x80, 0x80, 0x80]];
        foreach (var bytes in wrong)
        {
            var at = json.IndexOf('@', StringComparison.Ordinal);
            byte[] frame = [.. Encoding.UTF8.GetBytes(json[..at]), .. bytes, .. Encoding.UTF8.GetBytes(json[(at + 1)..])];
            AssertRefused(ErrorCode.BadRequest, FrameParser.Parse(frame));
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"type\":\"heartbeat\",\"a\":[")]
    public void Parse_AHundredThousandLevels_IsABadRequest(string level) =>
        AssertRefused(ErrorCode.BadRequest, Parse(string.Concat(Enumerable.Repeat(level, 100_000))));

    [Theory]
    [InlineData("""{"type":"dance","client_id":"m1","ref":"r"}""", "dance")]
    [InlineData("""{"type":"TEXT","client_id":"m1","ref":"r"}""", "TEXT")]
    [InlineData("""{"type":"welcome","client_id":"m1","ref":"r"}""", "welcome")]
    [InlineData("""{"type":"","client_id":"m1","ref":"r"}""", "")]
    public void Parse_UnknownType_IsSaidSoWithItsNames(string json, string type)
    {
        var parsed = Parse(json);
        AssertRefused(ErrorCode.UnknownType, parsed);
        Assert.Equal((type, "m1", "r"), (parsed.Echo.Type, parsed.Echo.ClientId, parsed.Echo.Ref));
    }

    [Fact]
    public void Parse_UnknownTypeOfAnyLength_IsSaidSoWithoutRepeatingIt()
    {
        var parsed = Parse($$"""{"type":"{{new string('a', 1000)}}","ref":"r"}""");
        AssertRefused(ErrorCode.UnknownType, parsed);
        Assert.Equal((null, "r"), (parsed.Echo.Type, parsed.Echo.Ref));
    }

    [Fact]
    public void Parse_RefOfSixtyFourAndSixtyFive_IsTakenAndRefused()
    {
        Assert.Equal(new string('客', 64), Parse($$"""{"type":"heartbeat","ref":"{{new string('客', 64)}}"}""").Echo.Ref);
        var refused = Parse($$"""{"type":"heartbeat","ref":"{{new string('客', 65)}}"}""");
        AssertRefused(ErrorCode.BadRequest, refused);
        Assert.Null(refused.Echo.Ref);
    }

    [Fact]
    public void Parse_ClientIdTooLongToRepeat_IsNotEchoed() =>
        Assert.Null(Parse($$"""{"type":"text","client_id":"{{new string('a', 65)}}","content":5}""").Echo.ClientId);

    private static ParsedFrame Parse(string json) => FrameParser.Parse(Encoding.UTF8.GetBytes(json));

    private static void AssertRefused(ErrorCode code, ParsedFrame parsed)
    {
        Assert.Null(parsed.Frame);
        Assert.Equal(code, parsed.Error?.Code);
    }
}
