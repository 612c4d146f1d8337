using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Rows;
using Npgsql;

namespace KefuBlazor.Core.Storage.Postgres;

/// <summary>Stores a group of messages: look and lock, open what is not open, write, commit.</summary>
internal sealed class PostgresAppendTransaction(
    NpgsqlConnection connection, PostgresContextFactory contexts, PostgresCommits commits, IReadOnlyList<PostgresAppend> appends)
{
    private readonly PostgresAppendGroup _group = new(appends);
    private readonly PostgresMessageStatements _statements = new(connection);

    public async Task RunAsync()
    {
        // Each statement sees what was committed before it: what is read after a lock is as the last holder of the lock left it.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
        await _statements.LookAsync(_group);
        if (_group.Openers.Count > 0)
            await _statements.LookWhoBecameAnotherAsync(_group);
        if (_group.Openers is { Count: > 0 } openers)
            await OpenAsync(transaction, openers);
        if (_group.AsksWhetherServed is { Count: > 0 } asked)
            _group.AddServed(await PostgresServed.LookAsync(connection, asked));

        var messages = _group.Decide();
        var tell = appends.Select(append => (Action)append.Complete).ToArray();
        if (messages.Count == 0)
        {
            // All of them known or refused: there is nothing to commit, and nothing that has an order.
            await transaction.RollbackAsync();
            foreach (var action in tell)
                action();
            return;
        }

        var transactionId = await _statements.InsertAsync(messages);
        await commits.CommitAsync(() => transaction.CommitAsync(), transactionId, tell);
    }

    private async Task OpenAsync(NpgsqlTransaction transaction, List<NewMessage> openers)
    {
        await using var context = await contexts.CreateOnAsync(transaction);
        var opened = new List<string>();
        var fresh = new List<ConversationRow>();
        foreach (var request in openers)
        {
            if (await ConversationOpening.ReopenAsync(context, request) is not { } row)
            {
                fresh.Add(ConversationOpening.New(request));
                continue;
            }

            _group.AddTarget(ConversationOpening.Target(row));
            opened.Add(row.Id);
        }

        await context.SaveChangesAsync();
        var inserted = fresh.Count > 0 ? await _statements.OpenAsync(fresh) : [];
        foreach (var row in fresh.Where(row => inserted.Contains(row.Id)))
        {
            _group.AddTarget(ConversationOpening.Target(row));
            opened.Add(row.Id);
        }

        // Another node opened one first. Its conversation is locked now, and may hold what looked new a moment ago.
        if (inserted.Count < fresh.Count)
        {
            await _statements.LookAsync(_group);
            if (_group.Openers.Count > 0)
                throw new Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException("Conversations were opened and closed meanwhile.");
        }

        foreach (var conversation in await context.Conversations.Where(row => opened.Contains(row.Id)).ReadAsync(context, default))
            _group.AddOpened(conversation);
    }
}
