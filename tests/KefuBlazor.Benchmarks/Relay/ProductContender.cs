using System.Net.Http.Json;
using System.Text.Json;
using KefuBlazor.Testing;
using Microsoft.Data.Sqlite;

namespace KefuBlazor.Benchmarks.Relay;

/// <summary>KefuBlazor as it is shipped, on its own SQLite, with all limits off.</summary>
internal sealed class ProductContender(PublishedServer published) : IContender
{
    private static readonly string[] AgentNames = ["kefu001", "kefu002", "kefu003"];

    private readonly string _probeFile = Path.GetTempFileName();
    private readonly List<ProductCustomer> _customers = [];
    private readonly List<ProductAgent> _agents = [];
    private ServerProcess? _server;

    public string Name => "KefuBlazor";

    public MeasuredProcess Process { get; private set; } = null!;

    public IReadOnlyList<RelayCustomer> Customers => _customers;

    public IReadOnlyList<RelayAgent> Agents => _agents;

    public Uri Address => _server!.BaseAddress;

    /// <summary>Its database.</summary>
    public string Database => Path.Combine(_server!.Folder, "data", "kefu.db");

    public async Task StartAsync(int customers)
    {
        _server = await ServerProcess.StartAsync(
            PublishedServer.Settings.Concat(MeasuredProcess.ProbeSettings(_probeFile)).ToDictionary(), program: published.Program);
        Process = new MeasuredProcess(_server.Id, _probeFile);
        foreach (var name in AgentNames)
        {
            var agent = new ProductAgent();
            _agents.Add(agent);
            await agent.ConnectAsync(new Uri(Address, "ws?user_type=kefu"), "kefu.v1, token." + await SignInAsync(name));
            agent.Start();
        }

        for (var number = 0; number < customers; number++)
        {
            var customer = new ProductCustomer();
            _customers.Add(customer);
            await customer.ConnectAsync(new Uri(Address, "ws?user_type=kehu"), "kefu.v1");
            customer.Start();
        }
    }

    public long? CountStored()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM messages";
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        _customers.ForEach(customer => customer.Dispose());
        _agents.ForEach(agent => agent.Dispose());
        if (_server is not null)
            await _server.DisposeAsync();
        File.Delete(_probeFile);
    }

    private async Task<string> SignInAsync(string name)
    {
        using var answer = await _server!.Http.PostAsJsonAsync("api/kefu/login", new { username = name, password = "123456" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("session_token").GetString()!;
    }
}
