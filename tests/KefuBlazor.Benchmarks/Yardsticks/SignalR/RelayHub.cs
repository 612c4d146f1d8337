using System.Globalization;
using Microsoft.AspNetCore.SignalR;

namespace KefuBlazor.Benchmarks.Yardsticks.SignalR;

/// <summary>Stores what a customer says, tells the agent, and answers.</summary>
internal sealed class RelayHub(RelayContext context) : Hub
{
    public Task Join(int agent) => Groups.AddToGroupAsync(Context.ConnectionId, Group(agent));

    public async Task<string> Send(int customer, int agent, string clientId, string content)
    {
        var conversation = await context.Conversations.FindAsync(customer);
        if (conversation is null)
            context.Conversations.Add(conversation = new RelayConversation { Id = customer });
        var message = new RelayMessage
        {
            ConversationId = customer,
            Seq = ++conversation.LastSeq,
            ClientId = clientId,
            Content = content,
            SentAt = DateTime.UtcNow,
        };
        context.Messages.Add(message);
        await context.SaveChangesAsync();
        await Clients.Group(Group(agent)).SendAsync("message", customer, message.Seq, clientId, content, message.SentAt);
        return clientId;
    }

    private static string Group(int agent) => "agent" + agent.ToString(CultureInfo.InvariantCulture);
}
