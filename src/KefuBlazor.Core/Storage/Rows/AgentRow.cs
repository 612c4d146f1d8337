using KefuBlazor.Core.Agents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

/// <summary>
/// What an agent is to customers and colleagues. It stands apart from the account of the same id because Identity writes whole accounts:
/// a failed sign-in would put back an old status.
/// </summary>
internal sealed class AgentRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public string? AvatarUrl { get; set; }

    public Availability Status { get; set; }

    public DateTimeOffset? LastAssignedAt { get; set; }
}

internal sealed class AgentRowConfiguration : IEntityTypeConfiguration<AgentRow>
{
    public void Configure(EntityTypeBuilder<AgentRow> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(row => row.Id);
    }
}
