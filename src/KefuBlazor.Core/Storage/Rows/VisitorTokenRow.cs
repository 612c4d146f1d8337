using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

/// <summary>A further secret of a customer: each browser in which the site has said who they are has one.</summary>
internal sealed class VisitorTokenRow
{
    public long Id { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required string TokenHash { get; init; }

    public required string CustomerId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class VisitorTokenRowConfiguration : IEntityTypeConfiguration<VisitorTokenRow>
{
    public void Configure(EntityTypeBuilder<VisitorTokenRow> builder)
    {
        builder.ToTable("visitor_tokens");
        builder.HasKey(row => row.Id);
        builder.HasOne<CustomerRow>().WithMany().HasForeignKey(row => row.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.TokenHash, "ux_visitor_tokens_token_hash").IsUnique();
        builder.HasIndex(row => new { row.CustomerId, row.Id }, "ix_visitor_tokens_customer");
    }
}
