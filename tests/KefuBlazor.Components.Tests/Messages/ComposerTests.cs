using Bunit;
using KefuBlazor.Components.Messages;
using KefuBlazor.Components.Tests.Fakes;
using Microsoft.JSInterop;

namespace KefuBlazor.Components.Tests.Messages;

public sealed class ComposerTests : DeskContext
{
    [Fact]
    public async Task Rendered_First_HandsItsBoxToTheScriptUnderAgentAndConversation()
    {
        var module = Module("Messages/Composer.razor.js");
        var view = module.SetupModule("attach", _ => true);

        await RenderAsync();

        var attach = Assert.Single(module.Invocations, call => call.Identifier == "attach");
        Assert.Equal([Some.Me.Id, "c1"], attach.Arguments.Skip(2).Take(2));
        Assert.Empty(view.Invocations);
    }

    [Fact]
    public async Task Attach_BeforeAnythingIsChosen_SaysHowLargeItMayBe()
    {
        var composer = await RenderAsync();

        Assert.Equal("添加图片或文件，每个不超过 10 MB", composer.Find("[data-attach]").GetAttribute("title"));
    }

    [Fact]
    public async Task Rendered_Again_LeavesTheBoxToTheBrowser()
    {
        Module("Messages/Composer.razor.js").SetupModule("attach", _ => true);
        var composer = await RenderAsync();
        var before = composer.Markup;

        composer.Render();

        Assert.Equal(before, composer.Markup);
        Assert.False(composer.Find("textarea").HasAttribute("value"));
    }

    [Fact]
    public async Task TypingAsync_FromTheScript_GoesToTheConversation()
    {
        Module("Messages/Composer.razor.js").SetupModule("attach", _ => true);
        var composer = await RenderAsync();

        await composer.InvokeAsync(() => composer.Instance.TypingAsync(true));

        Assert.Equal([("c1", true)], Core.Typed);
    }

    [Fact]
    public async Task Disposed_WithItsConversation_TakesItsListenersAway()
    {
        var view = Module("Messages/Composer.razor.js").SetupModule("attach", _ => true);
        var composer = await RenderAsync();

        await composer.InvokeAsync(async () => await composer.Instance.DisposeAsync());

        Assert.Contains(view.Invocations, call => call.Identifier == "detach");
    }

    [Fact]
    public async Task TypingAsync_OnlyWhatIsMeantForTheScript_MayBeCalledByIt()
    {
        await RenderAsync();

        var doors = typeof(Composer).GetMethods()
            .Where(method => method.GetCustomAttributes(typeof(JSInvokableAttribute), true).Length > 0)
            .Select(method => method.Name);

        Assert.Equal([nameof(Composer.TypingAsync)], doors);
    }

    private async Task<IRenderedComponent<Composer>> RenderAsync()
    {
        await StartAsync();
        return Render<Composer>(parameters => parameters
            .Add(composer => composer.Desk, Desk)
            .Add(composer => composer.ConversationId, "c1")
            .Add(composer => composer.CustomerName, "访客"));
    }
}
