using KefuBlazor.Core.Agents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class SignInRow
{
    /// <summary>SHA-256 of the secret, which is all that a sign-in is known by.</summary>
    public required string Id { get; init; }

    public required string AgentId { get; init; }

    public required SignInKind Kind { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset LastUsedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class SignInRowConfiguration : IEntityTypeConfiguration<SignInRow>
{
    public void Configure(EntityTypeBuilder<SignInRow> builder)
    {
        builder.ToTable("sign_ins");
        builder.HasKey(row => row.Id);
        builder.HasOne<AgentRow>().WithMany().HasForeignKey(row => row.AgentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.AgentId, "ix_sign_ins_agent");
    }
}
