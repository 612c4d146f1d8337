using KefuBlazor.Components;
using KefuBlazor.Core;
using KefuBlazor.Server.Commands;
using KefuBlazor.Server.Components;
using KefuBlazor.Server.Endpoints;
using KefuBlazor.Server.Hosting;
using KefuBlazor.Server.Identity;
using KefuBlazor.Server.Logging;
using KefuBlazor.Server.Sockets;
using KefuBlazor.Server.Streams;
using KefuBlazor.Server.Widget;

// Program files lie beside the program, data in the directory that it is started in.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddKefuConfiguration(args);
builder.AddKefuLogging();
builder.WebHost.UseStaticWebAssets();

builder.Services.AddKefuHosting();
builder.Services.AddKefuCore(builder.Configuration);
builder.Services.AddKefuIdentity();
builder.Services.AddKefuSockets();
builder.Services.AddKefuApi();
builder.Services.AddKefuWidget();
builder.Services.AddKefuDesk();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

var app = builder.Build();
if (CommandLine.Names(args))
    return await CommandLine.RunAsync(app.Services, args);

app.UseKefuHosting();
app.UseApiProblems();
app.UseNotFoundPage();
app.UseKefuSockets();
app.UseRouting();
app.UseKefuSecurity();

app.MapSocketApi();
app.MapStreamApi();
app.MapKefuApi();
app.MapWidget();
app.MapStaticAssets().AllowAnonymous();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.PrepareAsync();
app.PrintWhereToGo();
await app.RunAsync();
return 0;
