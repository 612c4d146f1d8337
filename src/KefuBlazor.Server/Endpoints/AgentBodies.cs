using System.Text.Json.Serialization;

namespace KefuBlazor.Server.Endpoints;

/// <summary>What an agent's program signs in with.</summary>
/// <param name="Username">The account's user name.</param>
/// <param name="Password">Its password.</param>
internal sealed record LoginBody(string? Username, string? Password);

/// <summary>A sign-in that was just made.</summary>
/// <param name="SessionToken">The secret to come back with, shown this once.</param>
/// <param name="ExpiresAt">When it ends if it is not used again.</param>
/// <param name="User">Whose it is.</param>
internal sealed record LoginAnswer(string SessionToken, DateTimeOffset ExpiresAt, AgentBody User);

/// <summary>An agent as they see themselves.</summary>
internal sealed record AgentBody(string Id, string Name, string Status, IReadOnlyList<string> Roles, bool MustChangePassword);

/// <summary>An agent as colleagues see them.</summary>
internal sealed record ColleagueBody(string Id, string Name, string Status, bool Present, int OpenConversations, int Capacity);

/// <summary>What an agent chooses to be: <c>online</c>, <c>busy</c> or <c>away</c>.</summary>
internal sealed record StatusBody(string? Status);

/// <summary>A part of a list.</summary>
/// <param name="Items">What it shows.</param>
/// <param name="Next">The cursor of the next part; null on the last.</param>
internal sealed record ListBody<T>(
    IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);
