using KefuBlazor.Core.Messages;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>One message that waits to be stored.</summary>
internal sealed class PostgresAppend(NewMessage request, Action<AppendedMessage> committed) : PostgresGrouped<AppendedMessage>(committed)
{
    public NewMessage Request { get; } = request;
}
