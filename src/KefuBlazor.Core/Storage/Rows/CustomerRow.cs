using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class CustomerRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the visitor token: the token itself is nowhere.</summary>
    public required string TokenHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class CustomerRowConfiguration : IEntityTypeConfiguration<CustomerRow>
{
    public void Configure(EntityTypeBuilder<CustomerRow> builder)
    {
        builder.ToTable("customers");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.TokenHash, "ux_customers_token_hash").IsUnique();
    }
}
