using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KefuBlazor.Core.Tests.Storage.Sqlite;

/// <summary>Copies of the commands that EF Core runs on the database in a folder, from when this is made until it is disposed.</summary>
internal sealed class RecordedCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _folder;
    private readonly List<IDisposable> _subscriptions = [];

    public RecordedCommands(string folder)
    {
        _folder = folder;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public List<SqliteCommand> Commands { get; } = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuted.Name));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not CommandExecutedEventData { Command: { } command } || command.Connection?.DataSource.StartsWith(_folder, StringComparison.Ordinal) != true)
            return;
        var copy = new SqliteCommand(command.CommandText);
        foreach (DbParameter parameter in command.Parameters)
            copy.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
        Commands.Add(copy);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}
