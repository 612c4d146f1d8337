using System.Globalization;
using Bunit;
using KefuBlazor.Components.Conversations;
using KefuBlazor.Core.Agents;
using KefuBlazor.Core.Assignment;
using KefuBlazor.Core.Conversations;
using KefuBlazor.Core.Customers;
using KefuBlazor.Core.Hub;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Presence;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KefuBlazor.Components.Tests.Fakes;

/// <summary>Renders components of the desk over a fake Core, in Chinese, in the test's time.</summary>
public abstract class DeskContext : BunitContext, IAsyncLifetime
{
    private protected DeskContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IChatHub>(Hub);
        Services.AddSingleton<IConversationService>(Core);
        Services.AddSingleton<IMessageService>(Core);
        Services.AddSingleton<IAssignmentService>(Core);
        Services.AddSingleton<IAgentService>(Core);
        Services.AddSingleton<IAgentTokenService>(Core);
        Services.AddSingleton<ICustomerDirectory>(Core);
        Services.AddSingleton<IPresence>(Core);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn());
        Services.AddKefuDesk();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Clock.SetLocalTimeZone(TimeZoneInfo.Utc);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>What a circuit holds can be disposed of asynchronously only.</summary>
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    private protected FakeCore Core { get; } = new();

    private protected FakeHub Hub { get; } = new();

    private protected FakeTimeProvider Clock { get; } = new(Some.Now);

    private protected DeskState Desk => Services.GetRequiredService<DeskState>();

    private protected BunitJSModuleInterop Module(string path) => JSInterop.SetupModule($"./_content/KefuBlazor.Components/{path}");

    private protected Task StartAsync() => Desk.StartAsync(Some.Principal, work => work());

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(Some.Principal));
    }
}
