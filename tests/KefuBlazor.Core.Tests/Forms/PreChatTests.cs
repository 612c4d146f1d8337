using KefuBlazor.Core.Forms;

namespace KefuBlazor.Core.Tests.Forms;

public sealed class PreChatTests
{
    private static PreChatOptions Options => new()
    {
        Fields =
        [
            new() { Kind = PreChatFieldKind.Email },
            new() { Key = "order", Kind = PreChatFieldKind.Text, Label = new() { ["en"] = "Order" } },
            new() { Key = "topic", Kind = PreChatFieldKind.Choice, Label = new() { ["en"] = "Topic" }, Choices = ["delivery", "return"] },
        ],
        Departments = [new() { Id = "sales", Name = new() { ["en"] = "Sales" } }],
    };

    [Fact]
    public void Check_WhatIsAskedFor_IsKeptAndNothingElse()
    {
        var checkedOne = IntakeRules.Check(
            Of("sales", ("order", " A1 "), ("topic", "return"), ("shoe_size", "42"), ("phone", "123"), ("email", "  ")), Options).Value;
        Assert.Equal("sales", checkedOne.Department);
        Assert.Equal([new("order", "A1"), new("topic", "return"), new("phone", "123")], checkedOne.Answers);
    }

    [Theory]
    [InlineData("nobody", "order", "A1")]
    [InlineData("sales", "topic", "weather")]
    [InlineData("sales", "order", "a\0b")]
    public void Check_WhatCannotBe_IsRefused(string department, string field, string answer) =>
        Assert.Equal(ErrorCode.BadRequest, IntakeRules.Check(Of(department, (field, answer)), Options).Error!.Code);

    [Fact]
    public void Check_WhatAnotherSiteAsksFor_IsKeptToo()
    {
        var options = Options;
        options.Sites = new Dictionary<string, PreChatSiteOptions>
        {
            ["shop"] = new()
            {
                Fields = [new() { Key = "topic", Kind = PreChatFieldKind.Choice, Choices = ["gift"] }, new() { Key = "size" }],
                Departments = [new() { Id = "shop" }],
            },
        };
        var answers = IntakeRules.Check(Of("shop", ("topic", "gift"), ("size", "L"), ("order", "A1")), options).Value.Answers;
        Assert.Equal([new("topic", "gift"), new("size", "L"), new("order", "A1")], answers);
        Assert.Equal("return", IntakeRules.Check(Of("sales", ("topic", "return")), options).Value.Answers["topic"]);
        Assert.Equal(ErrorCode.BadRequest, IntakeRules.Check(Of(null, ("topic", "weather")), options).Error!.Code);
        Assert.Same(options.Sites["shop"], options.Of("shop"));
        Assert.Same(options, options.Of("other"));
    }

    [Fact]
    public void Check_TooLong_IsRefused() =>
        Assert.Equal(ErrorCode.BadRequest, IntakeRules.Check(Of(null, ("order", new string('x', 501))), Options).Error!.Code);

    [Fact]
    public void Form_WrittenAndRead_IsTheSame()
    {
        var intake = Of(null, ("order", "引号\" 与 <b>"));
        Assert.Equal(intake.Answers, Intake.Read(intake.Form));
        Assert.Null(Of(null).Form);
        Assert.Empty(Intake.Read(null));
    }

    [Fact]
    public void Validate_RightSettings_Pass() => Assert.True(new PreChatOptionsValidator().Validate(null, Options).Succeeded);

    [Theory]
    [InlineData("Fields:1:Key", "Key With Blanks")]
    [InlineData("Fields:1:Label", null)]
    [InlineData("Fields:2:Choices", null)]
    [InlineData("Departments:0:Id", "Sales!")]
    [InlineData("Departments:0:Name", null)]
    public void Validate_WrongSetting_IsNamed(string setting, string? value)
    {
        var options = Options;
        switch (setting)
        {
            case "Fields:1:Key": options.Fields[1].Key = value!; break;
            case "Fields:1:Label": options.Fields[1].Label = []; break;
            case "Fields:2:Choices": options.Fields[2].Choices = []; break;
            case "Departments:0:Id": options.Departments[0].Id = value!; break;
            default: options.Departments[0].Name = []; break;
        }

        var result = new PreChatOptionsValidator().Validate(null, options);
        Assert.Contains("Widget:PreChat:" + setting, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WrongSettingOfASite_IsNamed()
    {
        var options = Options;
        options.Sites = new Dictionary<string, PreChatSiteOptions> { ["shop"] = new() { Departments = [new() { Id = "shop" }] } };
        Assert.StartsWith(
            "Widget:Sites:shop:PreChat:Departments:0:Name is missing",
            Assert.Single(new PreChatOptionsValidator().Validate(null, options).Failures!),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TheSameKeyTwice_IsNamed()
    {
        var options = Options;
        options.Fields.Add(new() { Kind = PreChatFieldKind.Email });
        Assert.Contains("'email' twice", Assert.Single(new PreChatOptionsValidator().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    private static Intake Of(string? department, params (string Field, string Answer)[] answers) =>
        new(department, answers.ToDictionary(answer => answer.Field, answer => answer.Answer));
}
