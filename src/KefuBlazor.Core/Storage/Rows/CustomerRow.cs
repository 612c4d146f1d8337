using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KefuBlazor.Core.Storage.Rows;

internal sealed class CustomerRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the visitor token: the token itself is nowhere. Further ones are <see cref="VisitorTokenRow"/>s.</summary>
    public required string TokenHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who they are to the site, signed by it.</summary>
    public string? ExternalId { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>A JSON object of strings; null where there are none.</summary>
    public string? Attributes { get; set; }

    public string? UserAgent { get; set; }

    public string? Language { get; set; }

    /// <summary>The customer whom this one has become. What is left here is the id, so that nothing is begun under it again.</summary>
    public string? MergedInto { get; set; }
}

internal sealed class CustomerRowConfiguration : IEntityTypeConfiguration<CustomerRow>
{
    public void Configure(EntityTypeBuilder<CustomerRow> builder)
    {
        builder.ToTable("customers");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.TokenHash, "ux_customers_token_hash").IsUnique();

        // One customer for each person that the site knows, whatever races above.
        builder.HasIndex(row => row.ExternalId, "ux_customers_external_id").IsUnique().HasFilter("external_id IS NOT NULL");
    }
}
